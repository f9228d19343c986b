"""A cause is named for a failure; in an execution of a right answer there is hardly one to find."""

from __future__ import annotations

import inspect

import pytest

from grader.catalog import Course
from grader.engine.schedulers.random_walk import RandomWalk
from grader.engine.world import many
from grader.exploring import replay_check
from grader.rationale.values import causes_of_values
from grader.submission import read
from grader.verify.suites import load

SCHEDULES = 3
"""Schedules by chance of each check that explores."""
BLAMED = {
    # what it reads under the lock in one round, and in the next, is taken for one look
    ("13", "condition_and_a_set", "half of a change"),
    ("15", "a_ring_of_places", "check-then-act"),
    ("24", "workers_with_a_condition", "check-then-act"),
    # its wait and the check's answer are over at the same moment, by chance
    ("21", "workers_and_a_condition", "a tie"),
}
"""Where a cause would be named if the check failed for another reason: exercise, answer, cause."""
EXERCISES = [
    exercise
    for exercise in Course().exercises()
    if exercise.hidden_suite.is_file() and "@explore" in exercise.hidden_suite.read_text()
]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.number)
def test_right_answers_are_not_blamed(exercise):
    """Threads that overtake each other where they may have done nothing wrong."""
    checks = explored_checks(exercise)
    answers = (exercise.hidden_suite.parent / "right").glob("*.py")

    found = {
        (exercise.number, path.stem, cause.pattern)
        for path in answers
        for check in checks
        for seed in range(SCHEDULES)
        for cause in causes_in(check, read(path, exercise), seed)
    }

    assert found <= BLAMED


def explored_checks(exercise):
    suites = [
        load(exercise, exercise.visible_suite, visible=True),
        load(exercise, exercise.hidden_suite, visible=False),
    ]
    functions = [function for loaded in suites for _, function in loaded.checks]
    return [function for function in functions if getattr(function, "explores", None)]


def causes_in(check, submission, seed):
    scheduler = RandomWalk(seed)
    scheduler.begin()
    with many():
        told = replay_check(check, submission, [*inspect.signature(check).parameters], scheduler)
    execution = told.run.execution
    assert not execution.exception
    free = execution.preemptions == 0
    causes = causes_of_values(told.events, "", execution.trace.steps, in_free_turns=free)
    return [*causes][:1]
