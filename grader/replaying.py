"""Finds a failing schedule by its short name again, and tells every step of it.

Nothing is stored: an exploration of the same submission finds the same schedules.
"""

from __future__ import annotations

import inspect
from pathlib import Path

from grader.exploring import explore_check
from grader.model import Exercise
from grader.pytest_suite import Suite
from grader.rationale import Kinds
from grader.rationale.explored import failure_of, judge_explored, short_name
from grader.rationale.scene import Scene
from grader.verify.suites import Loaded, load


def replay(exercise: Exercise, name: str, path: Path | None = None) -> str | None:
    """Return the story of the failing schedule `name` of an exercise; None if no check has it.

    `path` is the submission, the exercise's own stub by default. Raises SubmissionError if it can't
    be used.
    """
    suites = [load(exercise, exercise.visible_suite, visible=True)]
    if exercise.hidden_suite.is_file():
        suites.append(load(exercise, exercise.hidden_suite, visible=False))
    for loaded in suites:
        told = _in_suite(exercise, loaded, name, path or exercise.stub)
        if told is not None:
            return told
    return None


def _in_suite(exercise: Exercise, loaded: Loaded, name: str, path: Path) -> str | None:
    checks = {check.name: check for check, _ in loaded.checks}
    suite = Suite(exercise, loaded.path, loaded.visible, path, checks)
    submission = suite.submission()
    scene = Scene(submission, loaded.path)
    for check, function in loaded.checks:
        explores = getattr(function, "explores", None)
        if explores is None:
            continue
        allowed: Kinds = getattr(function, "allows", ())
        explored = explore_check(
            function,
            submission,
            tuple(inspect.signature(function).parameters),
            lambda run: failure_of(run, scene, allowed),  # noqa: B023 - used before the next turn
            races_fail=explores.races,
        )
        if explored.schedule and short_name(explored) == name:
            verdict = judge_explored(explored, scene, allowed, whole=True)
            return f"{check.title}\n\n{verdict.rationale}"
    return None
