"""Which exercise a test file belongs to, and whose file its checks are about."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from grader.catalog import CatalogError, Course
from grader.model import Check, Exercise
from grader.submission import Submission, SubmissionError, locate, read
from grader.testing import suite_checks


@dataclass(slots=True)
class Suite:
    """The checks of one exercise in one file, and the submission that they check."""

    exercise: Exercise
    path: Path
    visible: bool
    given: Path | None
    """What was named with --submission, if anything."""
    checks: dict[str, Check]
    patience: float = 1.0
    """How many times longer a check may wait in real time: a class keeps a machine busy."""
    was_stuck: bool = False
    """Whether a check of this suite has run into the real-time limit."""
    _submission: Submission | SubmissionError | None = field(default=None)

    @property
    def answer(self) -> Path:
        """The file or folder that is checked: the stub, the solution, or what was named."""
        own = self.exercise.stub if self.visible else self.exercise.solution
        return self.given or own

    def position(self, check: Check) -> tuple[bool, int]:
        """Return where a check comes in a report: the visible suite first, in the file's order."""
        return not self.visible, list(self.checks).index(check.name)

    def submission(self) -> Submission:
        """Return the submission, read once. Raises SubmissionError, the same one every time."""
        if self._submission is None:
            try:
                self._submission = read(locate(self.answer, self.exercise), self.exercise)
            except SubmissionError as error:
                self._submission = error
        if isinstance(self._submission, SubmissionError):
            raise self._submission.with_traceback(None)
        return self._submission


class Suites:
    """Finds the suite that a file is, and remembers it for the session."""

    def __init__(self, given: Path | None = None) -> None:
        self.given = given
        self._found: dict[Path, Suite | None] = {}

    def at(self, path: Path) -> Suite | None:
        """Return the suite in a file, or None if it is an ordinary test file."""
        if path not in self._found:
            self._found[path] = self._find(path)
        return self._found[path]

    def exercise_of(self, path: Path) -> Exercise | None:
        """Return whose visible or hidden suite a file is, or None if it is no suite."""
        # A suite lies two folders below its course, whatever these folders are called.
        if len(path.parents) < 3:
            return None
        try:
            exercises = Course(path.parents[2]).exercises()
        except CatalogError:
            return None
        suites = {
            file: each for each in exercises for file in (each.visible_suite, each.hidden_suite)
        }
        return suites.get(path)

    def _find(self, path: Path) -> Suite | None:
        exercise = self.exercise_of(path)
        if exercise is None:
            return None
        visible = path == exercise.visible_suite
        checks = {check.name: check for check in suite_checks(path, visible)}
        return Suite(exercise, path, visible, self.given, checks)
