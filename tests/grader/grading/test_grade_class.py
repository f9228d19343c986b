"""Grades what is not known yet, and puts together what is. Starts no process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from grader.grading.discovery import Student
from grader.grading.grade_class import grade_jobs, gradebook, jobs_of
from grader.grading.handed_in import Answer
from grader.grading.jobs import Graded, Job
from grader.grading.journal import Journal
from grader.model import CheckResult, Outcome, Score
from grader.scoring import all_failed

RIGHT, WRONG = Answer(b"right"), Answer(b"wrong")
MISSING = Answer(reason="no file greet.py", is_missing=True)
HUGE = Answer(reason="greet.py has too many bytes")


def grade(job):
    """Grade without a process: by what the submission calls itself."""
    if job.source == b"right":
        return Graded(tuple(CheckResult(check, Outcome.PASSED) for check in job.rubric.checks))
    return Graded(all_failed(job.rubric.checks, "why\nand how"))


@pytest.fixture
def run(tmp_path, rubric):
    """Grade these students with this function, and return all results."""

    def run(students, grade=grade):
        with Journal(tmp_path / "journal") as journal, ThreadPoolExecutor(2) as executor:
            return dict(grade_jobs(jobs_of([rubric], students), grade, executor, journal))

    return run


def test_everybody_gets_a_row(rubric, run):
    """The right, the wrong, who handed in nothing, and who handed in what can't be graded."""
    students = [
        Student("ada", (RIGHT,)),
        Student("bob", (WRONG,)),
        Student("eve", (MISSING,), ("a remark",)),
        Student("joe", (HUGE,)),
    ]

    book = gradebook([rubric], students, run(students))

    assert [(row.student, row.score, row.remarks) for row in book.rows] == [
        ("ada", Score(7, 7), ()),
        ("bob", Score(0, 7), ("01: why",)),
        ("eve", Score(0, 7), ("a remark", "01: no file greet.py")),
        ("joe", Score(0, 7), ("01: greet.py has too many bytes",)),
    ]
    assert book.is_complete


def test_same_answer_is_graded_once(run):
    """Two students with the same file are one job."""
    graded = []

    run(
        [Student("ada", (RIGHT,)), Student("bob", (RIGHT,))],
        lambda job: graded.append(job) or grade(job),
    )

    assert len(graded) == 1


def test_what_is_known_is_not_graded_again(run):
    """A second run finds all in the journal."""
    students = [Student("ada", (RIGHT,)), Student("bob", (WRONG,))]
    first = run(students)

    assert run(students, grade=None) == first


def test_our_crash_costs_nobody_points(rubric, run):
    """An exception of the grader breaks one submission's checks, and no other's."""

    def crash(job):
        if job.source == b"wrong":
            raise RuntimeError("our bug")
        return grade(job)

    students = [Student("ada", (RIGHT,)), Student("bob", (WRONG,))]
    book = gradebook([rubric], students, run(students, crash))

    assert [row.score for row in book.rows] == [Score(7, 7), Score(0, 0)]
    assert book.broken == 3
    assert book.rows[1].remarks == (
        "01: the grader failed, not the submission: RuntimeError: our bug",
        "01: 3 checks could not be done, which is the grader's fault and costs no points",
    )


def test_what_is_not_graded_yet_is_no_zero(rubric):
    """After an interruption the gradebook says what is missing."""
    book = gradebook([rubric], [Student("ada", (RIGHT,))], {})

    assert not book.is_complete
    assert book.rows[0].score == Score(0, 0)
    assert book.rows[0].remarks == ("01: not graded yet",)


def test_what_reaches_for_the_grader_is_remarked(rubric):
    """It is for the instructor to read; it costs no points."""
    answer = Answer(b"import gc\n")
    job = Job(rubric, answer.source)
    passed = Graded(tuple(CheckResult(check, Outcome.PASSED) for check in rubric.checks))

    book = gradebook([rubric], [Student("ada", (answer,))], {job.key: passed})

    assert book.rows[0].remarks == ("01: please read it; it uses what no answer needs: gc",)
    assert book.rows[0].score == Score(7, 7)
