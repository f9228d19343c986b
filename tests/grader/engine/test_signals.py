"""Signals: virtual ones, at a virtual time, for the main thread."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import pytest

from grader.engine import execute

posix = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs POSIX signals")


def ctrl_c_at(second):
    return lambda keyboard: keyboard.interrupt(at=second)


def test_ctrl_c_ends_a_sleep_with_a_keyboard_interrupt():
    """Without a handler of its own, main is interrupted at the very second; the status is 130."""
    execution = execute(lambda: time.sleep(10), keyboard=ctrl_c_at(3))

    assert isinstance(execution.exception, KeyboardInterrupt)
    assert execution.ended == 3
    assert execution.exit_status == 130


def test_main_can_catch_ctrl_c_and_go_on():
    """KeyboardInterrupt is an exception like any other."""

    def main():
        try:
            time.sleep(10)
        except KeyboardInterrupt:
            print("stopped")
        time.sleep(1)
        return time.monotonic()

    execution = execute(main, keyboard=ctrl_c_at(3))

    assert execution.value == 1004
    assert execution.trace.lines == ("stopped",)


def test_a_handler_can_set_what_main_waits_for():
    """Then the wait is over, at the second of the signal."""

    def main():
        stop = threading.Event()
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        return stop.wait(30), stop.wait(), time.monotonic()

    assert execute(main, keyboard=ctrl_c_at(3)).value == (True, True, 1003)


def test_a_handler_may_wait_itself():
    """What wakes it does not end the wait that it interrupted."""

    def main():
        stop = threading.Event()
        signal.signal(signal.SIGINT, lambda *_: time.sleep(2))
        threading.Timer(9, stop.set).start()
        return stop.wait(), time.monotonic()

    assert execute(main, keyboard=ctrl_c_at(3)).value == (True, 1009)


def test_a_handler_runs_in_main_and_the_sleep_goes_on():
    """PEP 475: after the handler the rest of the time is slept."""
    seen = []

    def main():
        signal.signal(
            signal.SIGINT,
            lambda *_: seen.append((threading.current_thread().name, time.monotonic())),
        )
        time.sleep(10)

    assert execute(main, keyboard=ctrl_c_at(3)).ended == 10
    assert seen == [("MainThread", 1003.0)]


def test_a_handler_runs_in_main_though_another_thread_works():
    """Whoever holds the baton, the handler is main's."""
    seen = []

    def main():
        signal.signal(signal.SIGINT, lambda *_: seen.append(threading.current_thread().name))
        thread = threading.Thread(target=time.sleep, args=(10,))
        thread.start()
        thread.join()

    assert execute(main, keyboard=ctrl_c_at(3)).ended == 10
    assert seen == ["MainThread"]


def test_a_handler_that_takes_time_does_not_prolong_the_sleep():
    """The sleep of 10 s ends at 10 s if the handler took 2 of them, at 14 s if it ended then."""

    def main(busy):
        signal.signal(signal.SIGINT, lambda *_: time.sleep(busy))
        time.sleep(10)

    assert execute(lambda: main(2), keyboard=ctrl_c_at(3)).ended == 10
    assert execute(lambda: main(11), keyboard=ctrl_c_at(3)).ended == 14


def test_a_handler_that_raises_ends_the_wait():
    """What the handler raises comes out of the call that waits."""

    class Stop(Exception):
        pass

    def handler(number, frame):
        raise Stop

    def main():
        signal.signal(signal.SIGINT, handler)
        with threading.Lock() as _, pytest.raises(Stop):
            threading.Event().wait()
        return time.monotonic()

    assert execute(main, keyboard=ctrl_c_at(3)).value == 1003


def test_ctrl_c_breaks_a_join_that_has_no_timeout():
    """The thread joined goes on, and is joined again by the end of the program."""

    def main():
        thread = threading.Thread(target=time.sleep, args=(10,))
        thread.start()
        thread.join()

    execution = execute(main, program=True, keyboard=ctrl_c_at(3))

    # CPython 3.12 and older take the thread for ended once its join is interrupted
    assert execution.ended == 3
    assert execution.exit_time == (10 if sys.version_info >= (3, 13) else 3)


def test_an_event_set_by_the_handler_stops_a_thread():
    """The login timer's way: the handler sets an event on which the thread waits."""

    def main():
        stop = threading.Event()
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        thread = threading.Thread(target=lambda: (stop.wait(), print("stopped")))
        thread.start()
        thread.join()

    execution = execute(main, keyboard=ctrl_c_at(4))

    assert [(line.text, line.time) for line in execution.trace.output] == [("stopped", 4.0)]


def test_two_signals_during_one_wait_are_both_handled():
    """None is lost, and each is handled when it arrives."""
    seen = []

    def main():
        signal.signal(signal.SIGINT, lambda *_: seen.append(time.monotonic()))
        time.sleep(10)

    def twice(keyboard):
        keyboard.interrupt(at=3)
        keyboard.interrupt(at=5)

    assert execute(main, keyboard=twice).ended == 10
    assert seen == [1003.0, 1005.0]


def test_signal_in_a_thread_is_refused():
    """As in CPython: only the main thread may choose handlers."""

    def main():
        caught = []

        def work():
            try:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
            except ValueError as error:
                caught.append(str(error))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return caught

    assert execute(main).value == ["signal only works in main thread of the main interpreter"]


def test_an_ignored_signal_does_nothing():
    """SIG_IGN is heeded."""

    def main():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        time.sleep(10)

    assert execute(main, keyboard=ctrl_c_at(3)).ended == 10


@posix
def test_alarm_and_pause_are_virtual():
    """`alarm` rings at its virtual second and ends a `pause`."""
    seen = []

    def main():
        signal.signal(signal.SIGALRM, lambda *_: seen.append(time.monotonic()))
        assert signal.alarm(600) == 0
        assert signal.alarm(60) == 600
        signal.pause()

    assert execute(main).ended == 60
    assert seen == [1060.0]


def test_a_signal_to_the_own_process_is_a_virtual_one():
    """`os.kill` and `raise_signal` reach the handler of the world, not the real one."""
    seen = []

    def main():
        signal.signal(signal.SIGINT, lambda number, frame: seen.append(number))
        os.kill(os.getpid(), signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    execute(main)

    assert seen == [signal.SIGINT, signal.SIGINT]
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_ends_an_endless_loop_of_sleeps_in_main_only():
    """A daemon thread keeps its own rhythm until the program is over."""

    def main():
        def tick():
            while True:
                time.sleep(1)
                print("tick")

        threading.Thread(target=tick, daemon=True).start()
        while True:
            time.sleep(0.25)

    execution = execute(main, program=True, keyboard=ctrl_c_at(3.5))

    assert execution.trace.lines == ("tick", "tick", "tick")
    assert execution.exit_time == 3.5
    assert execution.trace.errors[-1].text == "KeyboardInterrupt"
