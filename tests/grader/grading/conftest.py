"""Ways to grade a submission to the small course."""

from __future__ import annotations

import textwrap

import pytest

from grader.grading.grade_one import grade_one
from grader.grading.jobs import Job, rubric_for
from grader.grading.zygote import Zygotes


@pytest.fixture(scope="session")
def rubric(small_course):
    """The exercise as the grader sees it."""
    return rubric_for(small_course.exercise("01"))


@pytest.fixture(scope="session")
def zygotes(small_course, rubric):
    """Warm processes for the course."""
    with Zygotes(small_course.root, rubric.suites) as zygotes:
        yield zygotes


@pytest.fixture
def graded(rubric, zygotes):
    """Return what a submission with this source comes to."""

    def grade(source: str | bytes, silence: float = 20.0):
        raw = source if isinstance(source, bytes) else textwrap.dedent(source).encode()
        return grade_one(Job(rubric, raw), zygotes, silence=silence)

    return grade
