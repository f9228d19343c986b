"""Decides what became of each check of a run, also of one that died half-way. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.grading.jobs import Graded, Rubric
from grader.grading.notes import Note, Notes
from grader.grading.tidy import tidy, tidy_svg
from grader.model import Check, CheckResult, Outcome


def verdicts(
    rubric: Rubric,
    notes: Notes,
    *,
    ended: str,
    place: str = "",
    problems: Mapping[str, str] | None = None,
    folder: Path,
) -> Graded:
    """Return a result for each check of an exercise.

    `ended` says how the process ended, `place` in which line of the submission; `problems` why a
    suite could not be collected, by its path; `folder` is the temporary one, not to be told.
    """
    run = _Run(rubric, notes, ended, place, problems or {})
    results = tuple(
        CheckResult(
            check,
            note.outcome,
            tidy(note.rationale, folder),
            tidy(note.timeline, folder),
            tidy_svg(note.svg, folder),
        )
        for check in rubric.checks
        for note in [run.verdict(check)]
    )
    died = "" if notes.complete else run.our_fault() or run.their_fault()
    return Graded(results, tidy(died, folder))


@dataclass(frozen=True, slots=True)
class _Run:
    rubric: Rubric
    notes: Notes
    ended: str
    place: str
    problems: Mapping[str, str]

    def verdict(self, check: Check) -> Note:
        key = check.name, check.visible
        cases = self.notes.ended.get(key, [])
        is_spoilt = key == self.notes.last and self.notes.used_up
        if cases and len(cases) >= self.notes.begun.get(key, 0) and not is_spoilt:
            return min(cases, key=lambda case: _WORST_FIRST.index(case.outcome))
        problem = self.problems.get(str(self.rubric.suite(visible=check.visible)))
        if problem:
            return Note(Outcome.BROKEN, f"its suite could not be read:\n\n{problem}", "")
        if self.notes.complete:
            return Note(Outcome.BROKEN, "it could not be run: what it needs is not there", "")
        ours = self.our_fault()
        return Note(Outcome.BROKEN if ours else Outcome.FAILED, ours or self.their_fault(), "")

    def our_fault(self) -> str:
        """Why it is our fault that checks have no result, or nothing."""
        if self.notes.crash:
            return f"the grader failed, not the submission: {self.notes.crash}"
        if self.notes.last is None:
            return f"the grader failed before the first check: {self.ended}"
        return ""

    def their_fault(self) -> str:
        """How the submission ended the checks."""
        ended = self.ended
        if self.notes.used_up:
            ended = f"the submission used up the {self.notes.used_up} that it may have"
        elif self.notes.stopped:
            ended = f"the submission stopped the checks ({self.notes.stopped})"
        return f'{ended} during the check "{self._title_of_last()}"{self.place}'

    def _title_of_last(self) -> str:
        titles = {(check.name, check.visible): check.title for check in self.rubric.checks}
        return titles.get(self.notes.last or ("", False), "")


_WORST_FIRST = (Outcome.FAILED, Outcome.BROKEN, Outcome.SKIPPED, Outcome.PASSED)
