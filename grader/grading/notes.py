"""Reads what a child wrote down while it checked. Trusts no line to be well-formed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grader.grading import left_behind, limits
from grader.model import Outcome

Key = tuple[str, bool]
"""A check's name, and whether it is visible."""


@dataclass(frozen=True, slots=True)
class Note:
    """How one case of a check ended. All checks have one case, unless they are parametrized."""

    outcome: Outcome
    rationale: str
    timeline: str
    svg: str = ""


@dataclass(slots=True)
class Notes:
    """What is known about a run."""

    ended: dict[Key, list[Note]] = field(default_factory=dict)
    begun: dict[Key, int] = field(default_factory=dict)
    """How many cases of a check have begun."""
    last: Key | None = None
    """The check that began last."""
    complete: bool = False
    stopped: str = ""
    """The submission's exception that stopped the checks."""
    used_up: str = ""
    """What the submission used up, so that the check that was running counts for nothing."""
    crash: str = ""
    """Our own exception that stopped the checks."""


def read_notes(path: Path) -> Notes:
    """Return what the lines of a file say; those that make no sense are left out."""
    notes = Notes()
    for line in _lines(path):
        match line:
            case {"begins": str(name), "visible": bool(visible)}:
                notes.last = name, visible
                notes.begun[notes.last] = notes.begun.get(notes.last, 0) + 1
            case {"name": str(name), "visible": bool(visible), "outcome": str(outcome), **rest}:
                if outcome in list(Outcome):
                    told = Note(
                        Outcome(outcome),
                        str(rest.get("rationale")),
                        str(rest.get("timeline")),
                        str(rest.get("svg", "")),
                    )
                    notes.ended.setdefault((name, visible), []).append(told)
            case {"complete": True}:
                notes.complete = True
            case {"stopped": str(told)}:
                notes.stopped = told
            case {"crash": str(told)}:
                notes.crash = told
            case {"used_up": str(told)}:
                notes.used_up = told
    return notes


def _lines(path: Path) -> Iterator[object]:
    for line in (left_behind.read(path, limits.FILE_SIZE) or b"").splitlines():
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            continue
