"""What there is to grade, as frozen records, and the key that says when it was graded already."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from grader.model import Check, CheckResult, Exercise
from grader.testing import suite_checks

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Rubric:
    """An exercise as the grader sees it: what a submission to it is measured by."""

    exercise: Exercise
    checks: tuple[Check, ...]
    """The visible suite's, then the hidden one's."""
    fingerprint: str
    """Of both suites and of the kit: results are good as long as it stays the same."""

    @property
    def possible(self) -> int:
        """The points of all checks."""
        return sum(check.points for check in self.checks)

    @property
    def suites(self) -> tuple[Path, ...]:
        """The suites that there are, the visible one first."""
        both = (self.suite(visible=True), self.suite(visible=False))
        return tuple(path for path in both if path.is_file())

    def suite(self, *, visible: bool) -> Path:
        """Return where one of the two suites is, or would be."""
        exercise = self.exercise
        return (exercise.visible_suite if visible else exercise.hidden_suite).resolve()


@dataclass(frozen=True, slots=True)
class Job:
    """One submission to grade. It doesn't know whose it is: nobody's results depend on that."""

    rubric: Rubric
    source: bytes

    @property
    def key(self) -> str:
        """The same for the same submission, suites, kit and Python."""
        return _digest([self.rubric.fingerprint.encode(), self.source])


@dataclass(frozen=True, slots=True)
class Graded:
    """What a job came to: a result for each check of its rubric, in the same order."""

    results: tuple[CheckResult, ...]
    note: str = ""
    """One reason that concerns the whole submission, such as the death of its process."""


def rubric_for(exercise: Exercise) -> Rubric:
    """Read an exercise's suites. Raises OSError or SyntaxError if one can't be read."""
    suites = ((exercise.visible_suite, True), (exercise.hidden_suite, False))
    there = [(path, visible) for path, visible in suites if path.is_file()]
    checks = tuple(check for path, visible in there for check in suite_checks(path, visible))
    sources = [path.read_bytes() for path, _ in there]
    return Rubric(exercise, checks, _digest([_kit(), exercise.folder.name.encode(), *sources]))


@cache
def _kit() -> bytes:
    """A fingerprint of this package's own code, which says more than its version."""
    version = f"{sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]}"
    parts = [version.encode()]
    for path in sorted(_PACKAGE.rglob("*.py")):
        if "demo" not in path.parts:
            parts += [path.relative_to(_PACKAGE).as_posix().encode(), path.read_bytes()]
    return _digest(parts).encode()


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
