"""The end of a program, as the interpreter does it."""

from __future__ import annotations

import atexit
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from grader.engine import execute


def test_the_end_joins_threads_that_are_no_daemons():
    """Main is over at once, the program when its last thread is."""
    execution = execute(lambda: threading.Thread(target=time.sleep, args=(7,)).start())

    assert execution.ended == 0
    assert execution.exit_time == 7


def test_a_thread_started_while_the_program_ends_is_joined_too():
    """A thread may start another after main is over."""

    def work():
        time.sleep(1)
        threading.Thread(target=time.sleep, args=(2,)).start()

    assert execute(lambda: threading.Thread(target=work).start()).exit_time == 3


def test_a_daemon_is_cut_off_without_its_finally():
    """The interpreter does not wait for daemons, and does not unwind them."""
    seen = []

    def work():
        try:
            time.sleep(100)
            seen.append("worked")
        finally:
            print("finally")

    def main():
        threading.Thread(target=work, daemon=True).start()
        time.sleep(1)

    execution = execute(main)

    assert execution.exit_time == 1
    assert execution.trace.lines == ()
    assert seen == []
    assert execution.findings == ()


def test_a_pool_that_is_never_shut_down_finishes_its_work():
    """The executor's own hook joins its workers when the program ends."""

    def main():
        pool = ThreadPoolExecutor(1)
        for seconds in (1, 2, 3):
            pool.submit(time.sleep, seconds)

    assert execute(main).exit_time == 6


def test_atexit_callbacks_run_last_first_when_all_threads_have_ended():
    """What a program registered is called in a world too, and is forgotten with it."""

    def main():
        atexit.register(lambda: print("first", time.monotonic()))
        atexit.register(lambda: print("second", time.monotonic()))
        threading.Thread(target=time.sleep, args=(2,)).start()

    assert execute(main).trace.lines == ("second 1002.0", "first 1002.0")


@pytest.mark.parametrize(
    ("code", "status", "errors"), [(None, 0, ()), (3, 3, ()), ("bad luck", 1, ("bad luck",))]
)
def test_sys_exit_in_main_gives_the_exit_status(code, status, errors):
    """None is 0, a number is itself, and a text goes to stderr with status 1."""
    execution = execute(lambda: sys.exit(code), program=True)

    assert execution.exit_status == status
    assert tuple(line.text for line in execution.trace.errors) == errors


def test_sys_exit_in_a_thread_ends_this_thread_alone_and_silently():
    """The program goes on, with its own status."""

    def main():
        thread = threading.Thread(target=sys.exit, args=(3,))
        thread.start()
        thread.join()
        print("goes on")

    execution = execute(main)

    assert execution.trace.lines == ("goes on",)
    assert execution.exit_status == 0
    assert execution.findings == ()
    assert execution.trace.errors == []


def test_an_exception_in_main_is_followed_by_the_joins():
    """The traceback is written at once, and the program still waits for its threads."""

    def main():
        threading.Thread(target=time.sleep, args=(5,)).start()
        raise ValueError("eggs")

    execution = execute(main, program=True)

    assert isinstance(execution.exception, ValueError)
    assert execution.exit_status == 1
    assert execution.exit_time == 5
    assert execution.trace.errors[0].text == "Traceback (most recent call last):"
    assert execution.trace.errors[-1].text == "ValueError: eggs"
    assert execution.trace.errors[-1].time == 0


def test_a_failed_check_is_over_at_once():
    """A main that is no whole program is not followed by the joins when it raised."""

    def main():
        threading.Thread(target=time.sleep, args=(5,)).start()
        raise AssertionError

    execution = execute(main)

    assert execution.exit_time is None
    assert execution.findings == ()


def test_an_exception_in_a_thread_is_a_finding_and_a_traceback():
    """The thread dies, its traceback appears, and the program goes on with status 0."""

    def crash():
        return 1 / 0

    def main():
        thread = threading.Thread(target=crash, name="worker")
        thread.start()
        thread.join()

    execution = execute(main)

    (finding,) = execution.findings
    assert type(finding).__name__ == "UncaughtException"
    assert finding.thread == "worker"
    assert finding.explain().startswith(
        'the thread "worker" died at 0 s of ZeroDivisionError: division by zero\n'
    )
    assert finding.place.text == "return 1 / 0"
    assert execution.trace.errors[0].text == "Exception in thread worker:"
    assert execution.exit_status == 0


def test_what_pytest_raises_in_a_thread_stops_the_world_and_is_raised_here():
    """A timeout's exception must not end as a thread's private affair: the check would pass."""

    def main():
        thread = threading.Thread(target=pytest.fail, args=("time is up",))
        thread.start()
        thread.join()
        return "passed"

    with pytest.raises(pytest.fail.Exception, match="time is up"):
        execute(main)


def test_a_real_ctrl_c_in_main_is_raised_here():
    """A KeyboardInterrupt that no virtual signal caused is not the program's."""

    def main():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        execute(main)


def test_output_has_thread_and_time():
    """Each line carries who printed it, and when."""

    def main():
        threading.Thread(target=lambda: (time.sleep(3), print("You eat")), name="eat").start()
        print("Start")

    output = execute(main).trace.output

    assert [(line.text, line.thread, line.time) for line in output] == [
        ("Start", "main", 0.0),
        ("You eat", "eat", 3.0),
    ]


def test_no_thread_can_be_started_when_the_program_has_shut_down():
    """From 3.12 on, an atexit callback gets the interpreter's own refusal."""

    def late():
        try:
            threading.Thread(target=print, args=("late",)).start()
        except RuntimeError as error:
            print(error)

    lines = execute(lambda: atexit.register(late)).trace.lines

    refused = "can't create new thread at interpreter shutdown"
    assert lines == ((refused,) if sys.version_info >= (3, 12) else ("late",))
