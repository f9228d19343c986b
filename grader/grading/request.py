"""What the grader asks a process to do: one submission, one exercise. Travels as a line of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What a child is to check, and where its results go."""

    suites: tuple[str, ...]
    submission: str
    results: str
    crash: str
    """Where the interpreter writes its stack when a signal kills it."""
    folder: str
    """The child's current directory."""
    silence: float
    """Real seconds without a result before it is killed."""

    def line(self) -> bytes:
        """Return this request as it is sent."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Request:
        """Return the request that a line holds."""
        facts = json.loads(line)
        return cls(**{**facts, "suites": tuple(facts["suites"])})
