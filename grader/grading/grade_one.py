"""Grades one submission: the only way from a job to its results.

Runs nothing itself: a process of `zygotes` does, and dies with whatever the submission does to it.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.grading import endings, limits
from grader.grading.jobs import Graded, Job
from grader.grading.notes import read_notes
from grader.grading.request import Request
from grader.grading.verdicts import verdicts
from grader.grading.zygote import ZygoteLost, Zygotes
from grader.scoring import all_broken, all_failed

TRIES = 2
"""A process that is lost may be an accident, or another submission's doing; one that is lost again,
when nothing else is checked, is its own."""


def grade_one(job: Job, zygotes: Zygotes, *, silence: float = limits.SILENCE) -> Graded:
    """Return a result for each check, whatever the submission does.

    The same job gives the same results. What is our own fault comes back as broken.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return _attempt(job, zygotes, silence, alone=attempt > 1)
        except ZygoteLost as lost:
            if attempt == TRIES:
                return _given_up(job, lost)
    raise AssertionError("unreachable")


def _given_up(job: Job, lost: ZygoteLost) -> Graded:
    if lost.by_signal:
        told = "the submission killed the process that graded it, twice"
        return Graded(all_failed(job.rubric.checks, told), told)
    told = f"the grader failed, not the submission: {lost}"
    return Graded(all_broken(job.rubric.checks, told), told)


def _attempt(job: Job, zygotes: Zygotes, silence: float, *, alone: bool) -> Graded:
    temporary = tempfile.TemporaryDirectory(prefix="grader-", ignore_cleanup_errors=True)
    try:
        room = _Room(Path(temporary.name).resolve(), job)
        ending, problems = zygotes.check(room.prepare(silence), alone=alone)
        return verdicts(
            job.rubric,
            read_notes(room.results),
            ended=endings.told(ending),
            place=endings.line_of(room.crash, room.submission),
            problems=problems,
            folder=room.folder,
        )
    finally:
        with suppress(RecursionError):  # before Python 3.13, of a thousand folders in each other
            temporary.cleanup()


@dataclass(frozen=True, slots=True)
class _Room:
    """The temporary files of one submission."""

    folder: Path
    job: Job

    @property
    def results(self) -> Path:
        return self.folder / "results.jsonl"

    @property
    def crash(self) -> Path:
        return self.folder / "crash.txt"

    @property
    def submission(self) -> Path:
        return self.folder / self.job.rubric.exercise.filename

    def prepare(self, silence: float) -> Request:
        """Write the submission down, and say what is to be done with it."""
        self.submission.write_bytes(self.job.source)
        work = self.folder / "work"
        work.mkdir()
        return Request(
            suites=tuple(map(str, self.job.rubric.suites)),
            submission=str(self.submission),
            results=str(self.results),
            crash=str(self.crash),
            folder=str(work),
            silence=silence,
        )
