"""A failing schedule is found again by its short name."""

from __future__ import annotations

import re

from grader.catalog import Course
from grader.exploring import explore_check
from grader.rationale.explored import failure_of, judge_explored
from grader.rationale.scene import Scene
from grader.replaying import replay
from grader.submission import read
from grader.verify.suites import load

EXERCISE = Course().exercise("10")
WRONG = next(EXERCISE.hidden_suite.parent.glob("wrong/trusts_the_gil.py"))


def name_of_the_failure():
    """Explore the visible check that fails, as a student does, and return the schedule's name."""
    submission = read(WRONG, EXERCISE)
    scene = Scene(submission, EXERCISE.visible_suite)
    for _, check in load(EXERCISE, EXERCISE.visible_suite, visible=True).checks:
        if getattr(check, "explores", None):
            wanted = check.__code__.co_varnames[: check.__code__.co_argcount]
            found = explore_check(check, submission, wanted, lambda run: failure_of(run, scene, ()))
            told = judge_explored(found, scene, ()).rationale
            return re.search(r"grader replay 10 (\w{4})", told)[1]
    return None


def test_a_schedule_is_replayed_by_its_name():
    """Every step of it is shown, under the check's promise."""
    told = replay(EXERCISE, name_of_the_failure(), WRONG)

    assert told.startswith("Two windows and one seat")
    assert "reads TicketOffice.seats = [1]" in told


def test_a_name_that_no_check_has_is_none():
    """Nothing is made up."""
    assert replay(EXERCISE, "none", WRONG) is None
