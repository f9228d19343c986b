"""Remembers every result as soon as it is there, so that nothing graded is lost or done twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from grader.grading.jobs import Graded
from grader.model import Check, CheckResult, Outcome

TEXTS = ("rationale", "timeline", "svg")
"""What is remembered of a result, beside its outcome."""


@dataclass(slots=True)
class Journal:
    """Results by the key of their job, in a file that only grows: a line each."""

    path: Path
    _known: dict[str, dict[str, Any]] = field(default_factory=dict)
    _file: IO[bytes] | None = None

    def __enter__(self) -> Journal:
        self._known = dict(_entries(self.path))
        self._file = self.path.open("ab")
        if self._file.tell() and not _ends_with_a_line(self.path):
            self._file.write(b"\n")  # a run was killed within a line
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            with suppress(OSError):  # `add` has said so
                self._file.close()

    def find(self, key: str, checks: Sequence[Check]) -> Graded | None:
        """Return what a job with these checks came to, or None if that isn't known."""
        facts = self._known.get(key)
        if facts is None:
            return None
        try:
            results = tuple(
                CheckResult(check, Outcome(entry["outcome"]), *(entry[each] for each in TEXTS))
                for check, entry in zip(checks, facts["results"], strict=True)
            )
            return Graded(results, facts["note"])
        except (KeyError, TypeError, ValueError):
            return None  # somebody edited the file

    def add(self, key: str, graded: Graded) -> None:
        """Remember what a job came to, unless something of ours was broken: that is tried again."""
        if any(each.outcome is Outcome.BROKEN for each in graded.results):
            return
        entries = [
            {"outcome": each.outcome, **{name: getattr(each, name) for name in TEXTS}}
            for each in graded.results
        ]
        facts = {"key": key, "results": entries, "note": graded.note}
        self._known[key] = facts
        assert self._file is not None
        line = json.dumps(facts, ensure_ascii=False)
        self._file.write(line.encode() + b"\n")
        self._file.flush()


def _entries(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The lines of a journal; one that was cut off is as good as none."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            match json.loads(line):
                case {"key": str(key), "results": list()} as facts:
                    yield key, facts
        except ValueError:
            continue


def _ends_with_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read() == b"\n"
