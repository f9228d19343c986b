"""All students and all exercises, as frozen records: what every rendering of it starts from."""

from __future__ import annotations

from dataclasses import dataclass

from grader.model import Exercise, Outcome, Report, Score
from grader.scoring import score, total


@dataclass(frozen=True, slots=True)
class Entry:
    """One student and one exercise."""

    report: Report | None
    """None if it has not been graded yet."""
    is_missing: bool = False
    """Whether nothing was handed in."""

    @property
    def score(self) -> Score | None:
        """The points, or None if it has not been graded yet."""
        return None if self.report is None else score(self.report.results)

    @property
    def broken(self) -> int:
        """How many checks could not be done, which is our fault."""
        results = self.report.results if self.report else ()
        return sum(each.outcome is Outcome.BROKEN for each in results)


@dataclass(frozen=True, slots=True)
class Row:
    """One student: an entry for each exercise, in the gradebook's order."""

    student: str
    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()
    """What an instructor should know."""

    @property
    def score(self) -> Score:
        """The points of all that has been graded."""
        return total(entry.score for entry in self.entries if entry.score is not None)

    @property
    def news(self) -> tuple[str, ...]:
        """The remarks that say more than a table of points: that a file is missing shows there.

        Where it may be does not.
        """
        shown = {
            f"{entry.report.exercise.number}: {entry.report.note}"
            for entry in self.entries
            if entry.report and entry.is_missing and not entry.report.note.endswith("?")
        }
        return tuple(
            each for each in self.remarks if each not in shown and not each.endswith("graded yet")
        )

    @property
    def is_complete(self) -> bool:
        """Whether all of it has been graded."""
        return all(entry.report is not None for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Gradebook:
    """All students, in the order of their names."""

    exercises: tuple[Exercise, ...]
    possible: tuple[int, ...]
    """The points of all checks of each exercise."""
    rows: tuple[Row, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every student has been graded."""
        return all(row.is_complete for row in self.rows)

    @property
    def broken(self) -> int:
        """How many checks could not be done, which is our fault."""
        return sum(entry.broken for row in self.rows for entry in row.entries)
