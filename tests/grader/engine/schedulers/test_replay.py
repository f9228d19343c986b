"""A schedule can be written down, named, and run again."""

import pytest

from grader.engine import execute
from grader.engine.schedulers.pos import PartialOrderSampling
from grader.engine.schedulers.replay import Replay, name_of_schedule, schedule_of_name
from tests.grader.engine.programs import COUNTER, program

POLLING = """
calls = queue.Queue()

def poll():
    while True:
        try:
            return calls.get_nowait()
        except queue.Empty:
            pass

def main():
    together(poll, lambda: None, lambda: calls.put("enough"))
"""


def test_a_replay_makes_the_same_choices_and_ends_alike():
    """The recorded schedule leads to the recorded end."""
    main, search = program(COUNTER), PartialOrderSampling(seed=3)
    search.begin()
    first = execute(main, scheduler=search)

    again = execute(main, scheduler=Replay(first.schedule))

    assert again.schedule == first.schedule
    assert again.value == first.value
    assert again.trace.steps == first.trace.steps


def test_a_schedule_that_does_not_fit_ends_the_execution():
    """The replay says at which step the task to run could not run."""
    replay = Replay((0, 9))

    execution = execute(program(COUNTER), scheduler=replay)

    assert execution.cut_short
    assert replay.diverged_at == 2


def test_after_its_end_a_schedule_goes_on_without_preemptions():
    """A short prefix is a schedule too."""
    assert execute(program(COUNTER), scheduler=Replay(())).value == 2


def test_after_its_end_a_schedule_lets_the_longest_waiting_go_on():
    """A thread that steps aside again and again keeps nobody from running."""
    assert not execute(program(POLLING), scheduler=Replay(())).findings


@pytest.mark.parametrize(
    ("schedule", "name"),
    [((), ""), ((0, 0, 1, 2, 2, 2), "0*2.1.2*3"), ((12, 12, 0), "12*2.0")],
)
def test_a_name_is_short_and_can_be_read_again(schedule, name):
    """Runs of one task are written with their length."""
    assert name_of_schedule(schedule) == name
    assert schedule_of_name(name) == schedule
