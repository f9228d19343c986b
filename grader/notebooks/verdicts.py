"""Asks the grader about an answer that is text: processes, limits and verdicts are a file's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from grader.grading.grade_one import grade_one
from grader.grading.jobs import Job, task_for
from grader.grading.zygote import Zygotes
from grader.model import CheckResult, Exercise
from grader.notebooks.collect import Collected


def verdicts(answer: Collected, exercise: Exercise, course: Path) -> tuple[CheckResult, ...]:
    """Return a result for each check of an exercise's suites, told in terms of the notebook."""
    job = Job(task_for(exercise), answer.source.encode())
    suites = (exercise.visible_suite, exercise.hidden_suite)
    # One process for one answer: a notebook's kernel, and nbgrader, need nothing that stays behind.
    with Zygotes(course, tuple(path for path in suites if path.is_file()), forks=False) as zygotes:
        results = grade_one(job, zygotes)
    return tuple(
        replace(result, rationale=answer.told(result.rationale, exercise.filename))
        for result in results
    )


def visible_only(exercise: Exercise) -> Exercise:
    """Return an exercise as a handout has it: without its hidden suite."""
    return replace(exercise, hidden_suite=exercise.folder / "hidden")
