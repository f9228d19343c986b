"""The kit's facts as frozen records. Does no I/O and knows nothing of how they are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Outcome(StrEnum):
    """How a check ended. BROKEN is our fault, never the student's, and costs no points."""

    PASSED = "passed"
    FAILED = "failed"
    BROKEN = "broken"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One unit of learning: what its folders and its `exercise.toml` say."""

    number: str
    """Two digits or more, as in the folder's name: `"03"`."""
    slug: str
    """`"stop_via_event"`; the file to fill in is `stop_via_event.py`."""
    title: str
    concepts: tuple[str, ...]
    prerequisites: tuple[str, ...]
    minutes: int
    hints: tuple[str, ...]
    folder: Path
    """`exercises/03_stop_via_event`: what the student gets."""
    stub: Path
    visible_suite: Path
    solution: Path
    """May not exist: a handout has no solutions."""
    hidden_suite: Path
    """May not exist: a handout has no hidden suites."""

    @property
    def filename(self) -> str:
        """The file a student fills in and hands in."""
        return f"{self.slug}.py"


@dataclass(frozen=True, slots=True)
class Check:
    """One graded test of a suite."""

    name: str
    """The test function's name."""
    title: str
    """The promise a student reads: the first line of its docstring."""
    points: int
    visible: bool


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check ended for one submission."""

    check: Check
    outcome: Outcome
    rationale: str = ""
    """What happened, where, and what to do; lines for the student. Empty if it passed."""
    timeline: str = ""
    """What each thread did, as text. May be empty."""
    svg: str = ""
    """The same as an SVG, for pages. May be empty."""


@dataclass(frozen=True, slots=True)
class Score:
    """Points earned of points possible; checks that broke count in neither."""

    earned: int
    possible: int

    def __str__(self) -> str:
        return f"{self.earned} of {self.possible} point{'' if self.possible == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Report:
    """All about one submission to one exercise."""

    student: str
    """Empty for a student's own run."""
    exercise: Exercise
    results: tuple[CheckResult, ...]
    note: str = ""
    """One reason that concerns the whole submission: a missing file, a syntax error, a crash."""
