"""Grades a class: what is not in the journal yet, several submissions at a time.

Knows nothing of how one submission is graded: that is a function of a job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

from grader.grading.discovery import Student
from grader.grading.jobs import Graded, Job, Rubric
from grader.grading.journal import Journal
from grader.grading.suspicion import reaches_for
from grader.model import CheckResult, Report
from grader.report.gradebook import Entry, Gradebook, Row
from grader.scoring import all_broken, all_failed

LOOK = 0.2
"""Seconds between two looks for Ctrl-C, on systems where waiting is deaf to it."""


def jobs_of(rubrics: Sequence[Rubric], students: Sequence[Student]) -> dict[str, Job]:
    """Return every job of a class by its key: the same answer twice is one job."""
    every = (
        Job(rubric, answer.source)
        for student in students
        for rubric, answer in zip(rubrics, student.answers, strict=True)
        if answer.source is not None
    )
    return {job.key: job for job in every}


def grade_jobs(
    jobs: Mapping[str, Job],
    grade: Callable[[Job], Graded],
    executor: Executor,
    journal: Journal,
) -> Iterator[tuple[str, Graded]]:
    """Yield the results of every job, by its key, as they come: first those that are known.

    A result is in the journal before it is yielded, so whoever stops here loses nothing.
    """
    known: dict[str, Graded | None] = {
        key: journal.find(key, job.rubric.checks) for key, job in jobs.items()
    }
    yield from ((key, graded) for key, graded in known.items() if graded is not None)
    running: dict[Future[Graded], str] = {
        executor.submit(grade, job): key for key, job in jobs.items() if known[key] is None
    }
    while running:
        done, _ = wait(running, timeout=LOOK, return_when=FIRST_COMPLETED)
        for future in done:
            key = running.pop(future)
            graded = _outcome(future, jobs[key])
            journal.add(key, graded)
            yield key, graded


def _outcome(future: Future[Graded], job: Job) -> Graded:
    error = future.exception()
    if error is None:
        return future.result()
    told = f"the grader failed, not the submission: {type(error).__name__}: {error}"
    return Graded(all_broken(job.rubric.checks, told), told)


def gradebook(
    rubrics: Sequence[Rubric], students: Sequence[Student], results: Mapping[str, Graded]
) -> Gradebook:
    """Put together what is known about each student; what is not in `results` is not graded."""
    return Gradebook(
        exercises=tuple(rubric.exercise for rubric in rubrics),
        possible=tuple(rubric.possible for rubric in rubrics),
        rows=tuple(_row(student, rubrics, results) for student in students),
    )


def _row(student: Student, rubrics: Sequence[Rubric], results: Mapping[str, Graded]) -> Row:
    entries = []
    remarks = list(student.remarks)
    for rubric, answer in zip(rubrics, student.answers, strict=True):
        if answer.source is None:
            report = Report(
                student.name,
                rubric.exercise,
                all_failed(rubric.checks, answer.reason),
                answer.reason,
            )
            entry = Entry(report, answer.is_missing)
        else:
            found = results.get(Job(rubric, answer.source).key)
            remarks += _suspicion(rubric.exercise.number, answer.source)
            entry = Entry(
                Report(student.name, rubric.exercise, found.results, found.note) if found else None
            )
        entries.append(entry)
        remarks += [f"{rubric.exercise.number}: {remark}" for remark in _remarks(entry)]
    return Row(student.name, tuple(entries), tuple(remarks))


def _suspicion(number: str, source: bytes) -> Iterator[str]:
    found = reaches_for(source)
    if found:
        yield f"{number}: please read it; it uses what no answer needs: {', '.join(found)}"


def common_cause(results: Sequence[CheckResult]) -> str:
    """Return the rationale that all checks share, as after a syntax error, or nothing."""
    rationales = {each.rationale for each in results}
    return rationales.pop() if len(rationales) == 1 else ""


def _remarks(entry: Entry) -> Iterator[str]:
    """What an instructor should know about one exercise of one student."""
    if entry.report is None:
        yield "not graded yet"
        return
    reason = entry.report.note or common_cause(entry.report.results)
    if reason:
        yield reason.splitlines()[0]
    if entry.broken:
        count = f"{entry.broken} checks" if entry.broken > 1 else "1 check"
        yield f"{count} could not be done, which is the grader's fault and costs no points"
