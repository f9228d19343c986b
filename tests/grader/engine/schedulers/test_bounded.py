"""All schedules with at most so many preemptions."""

from grader.engine.schedulers.bounded import Bounded
from tests.grader.engine.programs import ALTERNATE, COUNTER, outcomes, program


def test_without_a_preemption_no_increment_is_lost():
    """Each thread runs to its end once it has begun."""
    search = Bounded(0)

    assert outcomes(program(COUNTER), search).keys() == {2}
    assert search.exhausted
    assert search.pruned


def test_one_preemption_is_enough_to_lose_an_increment():
    """A thread is stopped between its read and its write."""
    search = Bounded(1)

    assert outcomes(program(COUNTER), search).keys() == {1, 2}
    assert search.exhausted


def test_a_bound_is_a_real_limit():
    """What needs three forced switches is not found with fewer."""
    assert 4 not in outcomes(program(ALTERNATE), Bounded(1))
    assert 4 in outcomes(program(ALTERNATE), Bounded(3))


def test_without_a_bound_nothing_is_pruned():
    """Brute force: every schedule, and the search knows when it is done."""
    search = Bounded(None)

    outcomes(program(COUNTER), search)

    assert search.exhausted
    assert not search.pruned
