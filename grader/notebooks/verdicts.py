"""Asks the grader about an answer that is text: processes, limits and verdicts are a file's."""

from __future__ import annotations

import re
from dataclasses import replace

from grader.grading.grade_one import grade_one
from grader.grading.jobs import Job, Rubric
from grader.grading.zygote import Zygotes
from grader.model import CheckResult
from grader.notebooks.collect import Collected

_REPLAY = re.compile(r"^Again, step by step:.*\n?", re.MULTILINE)


def verdicts(answer: Collected, rubric: Rubric, zygotes: Zygotes) -> tuple[CheckResult, ...]:
    """Return a result for each check of an exercise, told in terms of the notebook."""
    graded = grade_one(Job(rubric, answer.source.encode()), zygotes)
    filename = rubric.exercise.filename
    return tuple(
        replace(result, rationale=answer.told(_here(result.rationale), filename))
        for result in graded.results
    )


def _here(rationale: str) -> str:
    """Leave out the command that replays a schedule: it would look for a file."""
    return _REPLAY.sub("", rationale).rstrip()
