"""Points add up; what we broke, or what was skipped, counts in neither sum."""

from __future__ import annotations

import pytest

from grader.model import Check, CheckResult, Outcome, Score
from grader.scoring import all_broken, all_failed, score, total

CHECKS = (Check("test_a", "a", 3, True), Check("test_b", "b", 4, False))


def test_points_of_passed_checks_are_earned():
    """Earned are the points of what passed, possible those of what was decided."""
    results = [
        CheckResult(CHECKS[0], Outcome.PASSED),
        CheckResult(CHECKS[1], Outcome.FAILED),
    ]

    assert score(results) == Score(earned=3, possible=7)


@pytest.mark.parametrize("outcome", [Outcome.BROKEN, Outcome.SKIPPED])
def test_undecided_check_counts_in_neither_sum(outcome):
    """Nobody loses a point for what could not be decided."""
    results = [CheckResult(CHECKS[0], Outcome.PASSED), CheckResult(CHECKS[1], outcome)]

    assert score(results) == Score(earned=3, possible=3)


def test_nothing_is_nothing():
    """Without results there is nothing to earn."""
    assert score([]) == Score(0, 0)


def test_scores_add_up():
    """A student's total is the sum over the exercises."""
    assert total([Score(3, 10), Score(0, 0), Score(7, 8)]) == Score(10, 18)


def test_all_checks_fail_for_one_reason():
    """A missing file costs all points, and every check says why."""
    results = all_failed(CHECKS, "no file")

    assert score(results) == Score(0, 7)
    assert {each.rationale for each in results} == {"no file"}


def test_all_checks_break_for_one_reason():
    """A crash of ours costs nothing."""
    assert score(all_broken(CHECKS, "our bug")) == Score(0, 0)
