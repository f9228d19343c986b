"""The random schedulers: deterministic for a seed, and quick to find small bugs."""

import pytest

from grader.engine import execute
from grader.engine.schedulers.pct import ProbabilisticTesting
from grader.engine.schedulers.pos import PartialOrderSampling
from grader.engine.schedulers.random_walk import RandomWalk
from grader.engine.world import many
from tests.grader.engine.programs import COUNTER, LOCKED_COUNTER, TWO_LOCKS, outcomes, program

WORKER_WITH_AN_EVENT = """
class Worker(threading.Thread):
    def __init__(self, made):
        event = threading.Event()
        super().__init__(target=event.set)
        made.append(event)

def main():
    made = []
    worker = Worker(made)
    event = made[0]
    worker.start()
    was_set = event.is_set()
    worker.join()
    return was_set
"""

KINDS = [PartialOrderSampling, RandomWalk, ProbabilisticTesting]


@pytest.mark.parametrize("kind", KINDS)
def test_a_lost_update_shows_within_thirty_executions(kind):
    """The smallest race of all is found at once."""
    assert outcomes(program(COUNTER), kind(seed=1), limit=30).keys() == {1, 2}


@pytest.mark.parametrize("kind", KINDS)
def test_a_deadlock_of_two_locks_shows_within_thirty_executions(kind):
    """So is the smallest deadlock."""
    assert "Deadlock" in outcomes(program(TWO_LOCKS), kind(seed=1), limit=30)


@pytest.mark.parametrize("kind", KINDS)
def test_a_locked_counter_never_fails(kind):
    """No schedule tears apart what a lock holds together."""
    assert outcomes(program(LOCKED_COUNTER), kind(seed=1), limit=50) == {2: 50}


@pytest.mark.parametrize("kind", KINDS)
def test_one_seed_gives_one_sequence_of_schedules(kind):
    """Seed and program determine every choice."""
    assert _schedules(kind(seed=7)) == _schedules(kind(seed=7))


@pytest.mark.parametrize("kind", KINDS)
def test_another_seed_gives_other_schedules(kind):
    """The seed is what differs."""
    assert _schedules(kind(seed=7)) != _schedules(kind(seed=8))


def _schedules(search):
    main, found = program(COUNTER), []
    with many():
        for _ in range(10):
            search.begin()
            found.append(execute(main, scheduler=search, record=False).schedule)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_that_a_thread_makes_for_itself_is_no_hand_shake(kind):
    """Only the one with which `Thread.start` waits for the thread to begin has no points."""
    assert outcomes(program(WORKER_WITH_AN_EVENT), kind(seed=1), limit=30).keys() == {True, False}
