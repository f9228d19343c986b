"""The real-time limit of a check, by signals and by a thread."""

from __future__ import annotations

import signal
import socket
import sys

import pytest

from grader.backstop import DEEPEST, Backstop, ItimerAlarm, ThreadAlarm, TimeIsUp, _lines
from grader.engine import execute

ALARMS = [
    pytest.param(
        ItimerAlarm,
        marks=pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="POSIX only"),
    ),
    ThreadAlarm,
]


def compute():
    """Compute for ever, and let nobody say stop."""
    while True:
        try:
            sum(range(1_000))
        except BaseException:
            continue


@pytest.fixture(params=ALARMS)
def limited(request, monkeypatch):
    """Return how to run a function within limits of real and computing seconds."""
    monkeypatch.setattr("grader.backstop.alarm_kind", lambda: request.param)

    def limit(function, *, real=10, computing=10):
        backstop = Backstop(real, computing)
        backstop.start(__file__)
        try:
            return execute(function)
        finally:
            backstop.cancel()

    return limit


def test_an_endless_computation_is_ended(limited):
    """It is ended whatever it catches, and the lines on the way are known."""
    with pytest.raises(TimeIsUp) as caught:
        limited(compute, computing=0.05)

    assert caught.value.computing
    assert caught.value.thread == "main"
    assert caught.value.frames[0].function == "compute"


def again():
    """Ask again, and again, until the stack is full: then ask again."""
    try:
        again()
    except Exception:
        again()


def test_a_recursion_that_catches_its_own_end_is_ended(limited):
    """The alarm finds no room on the stack, and makes some, but not for long."""
    before = sys.getrecursionlimit()

    with pytest.raises(TimeIsUp) as caught:
        limited(again, computing=0.05)

    assert caught.value.frames[0].function == "again"
    assert sys.getrecursionlimit() == before


def test_an_alarm_needs_hardly_any_room_on_the_stack():
    """Where there is a call left to make, it makes room for others."""
    tries = []

    def deeper(backstop):
        try:
            deeper(backstop)
        except RecursionError:
            tries.append(None)
            backstop._ring(sys._getframe(), True)

    backstop = Backstop(10, 10)
    backstop.start(__file__)
    try:
        with pytest.raises(TimeIsUp):
            execute(lambda: deeper(backstop))
    finally:
        backstop.cancel()

    assert len(tries) <= 3


def test_a_slow_machine_is_no_wait(limited):
    """Who still computes when the real time is up is not said to wait, and ends by computing."""
    with pytest.raises(TimeIsUp) as caught:
        limited(compute, real=0.2, computing=0.5)

    assert caught.value.computing
    assert caught.value.seconds == 0.5


def test_who_is_in_time_is_left_alone(limited):
    """A limit that is not reached has no effect, then or later."""
    assert limited(lambda: 5, computing=0.2).value == 5


def test_the_handlers_before_are_put_back(limited):
    """Nothing of a limit is left in the process."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(ThreadAlarm.SIGNAL)

    limited(lambda: 5)

    assert (signal.getsignal(signal.SIGINT), signal.getsignal(ThreadAlarm.SIGNAL)) == before


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="POSIX only")
def test_a_wait_for_the_real_world_is_ended():
    """A call that blocks the whole process counts in real seconds."""
    here, there = socket.socketpair()
    backstop = Backstop(0.05, 10)
    backstop.start(__file__)

    with here, there, pytest.raises(TimeIsUp) as caught:
        execute(lambda: here.recv(1))
    backstop.cancel()

    assert not caught.value.computing


def test_a_deep_stack_is_not_walked_to_its_end():
    """The next alarm would ring before that, and the one after it, for ever."""

    def deeper(calls):
        return deeper(calls - 1) if calls else len(_lines(sys._getframe()))

    before = sys.getrecursionlimit()
    sys.setrecursionlimit(5_000)
    try:
        assert deeper(3_000) == DEEPEST
    finally:
        sys.setrecursionlimit(before)


def test_no_limit_starts_no_alarm():
    """Zero seconds mean that somebody debugs."""
    backstop = Backstop(0, 0)

    backstop.start(__file__)

    assert backstop.alarm is None
