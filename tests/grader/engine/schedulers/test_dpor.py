"""Every different order of the shared steps, and no order left out."""

import pytest

from grader.engine.schedulers.bounded import Bounded
from grader.engine.schedulers.dpor import Dpor
from tests.grader.engine.programs import (
    ALTERNATE,
    CHECK_THEN_ACT,
    COUNTER,
    LOCKED_COUNTER,
    MESSAGE,
    SPIN,
    TWO_LOCKS,
    outcomes,
    program,
)


def test_two_unlocked_increments_have_four_different_orders():
    """Both reads first, in two orders of the writes; or one increment after the other, twice."""
    search = Dpor()

    assert outcomes(program(COUNTER), search) == {2: 2, 1: 2}
    assert search.exhausted
    assert search.orders == 4


def test_two_locked_increments_have_two_orders():
    """Whoever takes the lock first; what happens under it cannot be torn apart."""
    assert outcomes(program(LOCKED_COUNTER), Dpor()) == {2: 2}


def test_a_deadlock_is_among_the_orders_of_two_locks():
    """The order in which each thread takes its first lock is tried."""
    assert outcomes(program(TWO_LOCKS), Dpor()).keys() == {"both done", "Deadlock"}


@pytest.mark.parametrize(
    "source",
    [COUNTER, LOCKED_COUNTER, TWO_LOCKS, CHECK_THEN_ACT, MESSAGE],
    ids=["counter", "locked", "two locks", "check-then-act", "message"],
)
def test_it_reaches_all_that_brute_force_reaches(source):
    """Every outcome of all schedules, tried one by one, is also one of DPOR's orders."""
    every, reduced = Bounded(None), Dpor()

    all_outcomes = outcomes(program(source), every, limit=1_000)

    assert every.exhausted
    assert outcomes(program(source), reduced).keys() == all_outcomes.keys()
    assert reduced.exhausted


def test_a_bug_that_needs_several_preemptions_is_found_too():
    """Turns can be taken in all ways that the flag allows, though most schedules show three."""
    assert outcomes(program(ALTERNATE), Dpor()).keys() == {1, 2, 3, 4}


def test_a_loop_that_waits_for_a_flag_does_not_go_on_for_ever():
    """A turn of a loop in which nobody wrote anything is not tried again and again."""
    search = Dpor()

    assert outcomes(program(SPIN), search).keys() == {"done"}
    assert search.exhausted
