"""Asks the grader about an answer that is text: processes, limits and verdicts are a file's."""

from __future__ import annotations

from dataclasses import replace

from grader.grading.grade_one import grade_one
from grader.grading.jobs import Job, Rubric
from grader.grading.zygote import Zygotes
from grader.model import CheckResult
from grader.notebooks.collect import Collected


def verdicts(answer: Collected, rubric: Rubric, zygotes: Zygotes) -> tuple[CheckResult, ...]:
    """Return a result for each check of an exercise, told in terms of the notebook."""
    graded = grade_one(Job(rubric, answer.source.encode()), zygotes)
    filename = rubric.exercise.filename
    return tuple(
        replace(result, rationale=answer.told(result.rationale, filename))
        for result in graded.results
    )
