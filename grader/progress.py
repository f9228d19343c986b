"""How far a student has come: what the visible checks say of each exercise's file today.

Keeps no record; the files are the record. Only the hints that were shown are remembered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from grader.catalog import Course
from grader.last_words import last_words
from grader.model import CheckResult, Exercise, Outcome, Score
from grader.scoring import score
from grader.verify.suites import SuiteError, load, run

MEMORY = ".grader-hints.json"
"""Where the course's folder remembers which hints were shown."""
STDERR = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """One exercise, and what its visible checks say."""

    exercise: Exercise
    results: tuple[CheckResult, ...] = ()
    damage: str = ""
    """Why the checks can't be run; empty if they can."""

    @property
    def solved(self) -> bool:
        """Whether every visible check passes."""
        passed = all(result.outcome is Outcome.PASSED for result in self.results)
        return passed and not self.damage

    @property
    def score(self) -> Score:
        """Points of the visible checks."""
        return score(self.results)


def progress(course: Course) -> Iterator[Progress]:
    """Run the visible checks of every exercise, in their order."""
    for exercise in course.exercises():
        yield progress_of(exercise)


def progress_of(exercise: Exercise) -> Progress:
    """Run the visible checks of one exercise on the student's file."""
    try:
        suite = load(exercise, exercise.visible_suite, visible=True)
    except SuiteError as error:
        return Progress(exercise, damage=str(error))
    with last_words(STDERR):
        return Progress(exercise, tuple(run(exercise, suite, exercise.stub)))


def next_hint(course: Course, exercise: Exercise) -> int:
    """Return which hint comes next, 1 for the first, and remember that it was shown.

    The last one comes again and again. Where nothing can be remembered, it is always the first.
    """
    path = course.root / MEMORY
    try:
        shown: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        shown = {}
    level = min(shown.get(exercise.number, 0) + 1, max(1, len(exercise.hints)))
    shown[exercise.number] = level
    try:
        path.write_text(json.dumps(shown, sort_keys=True) + "\n", encoding="utf-8")
    except OSError:
        return 1
    return level
