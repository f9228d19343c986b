"""Which of several causes comes first, and what a finding is told as."""

from __future__ import annotations

import signal

import pytest

from grader.model import Outcome

WAIT = "def test_it(submission, clock):\n    submission.work()\n"


def test_a_right_answer_passes(verdict):
    """Without exception and without finding there is nothing to say."""
    result = verdict(
        "def work(): return 5", "def test_it(submission): assert submission.work() == 5"
    )

    assert result.outcome is Outcome.PASSED
    assert result.rationale == ""


def test_an_exception_comes_before_the_thread_that_never_ends(verdict):
    """A main thread that raised is the cause, not the threads that it left alone."""
    submission = """
        import threading, time
        def forever():
            while True: time.sleep(1)
        def work():
            threading.Thread(target=forever).start()
            raise RuntimeError("too hot")
        """

    assert verdict(submission, WAIT).rationale == (
        'your code raised RuntimeError: too hot\n    egg.py, line 7:  raise RuntimeError("too hot")'
    )


def test_a_thread_that_died_comes_before_its_deadlock(verdict):
    """Who waits for a dead thread is told of its death first."""
    submission = """
        import queue, threading
        def work():
            eggs = queue.Queue()
            def cook():
                raise KeyError("salt")
            threading.Thread(target=cook, name="cook").start()
            eggs.get()
        """

    first, second = verdict(submission, WAIT).rationale.split("\n\n")

    assert first == (
        "the thread \"cook\" died at 0 s of KeyError: 'salt'\n"
        '    egg.py, line 6:  raise KeyError("salt")'
    )
    assert second == (
        "and then: Nobody is left to fill the queue: main waits for an item in the queue eggs in "
        "line 8, and nobody is left to put() an item."
    )


def test_a_thread_that_died_comes_before_the_comparison(verdict):
    """A wrong result is told after the exception that is behind it."""
    submission = """
        import threading
        def work():
            thread = threading.Thread(target=lambda: 1 / 0, name="cook")
            thread.start()
            thread.join()
        """
    check = 'def test_it(submission): assert submission.work() == 5, "work() must return 5"'

    first, second = verdict(submission, check).rationale.split("\n\n")

    assert first.startswith('the thread "cook" died at 0 s of ZeroDivisionError')
    assert second == "and then: work() must return 5"


def test_a_thread_that_died_comes_before_what_the_check_misses(verdict):
    """The check's own line can't go on without what the thread would have done."""
    submission = """
        import threading
        eggs = []
        def work():
            thread = threading.Thread(target=lambda: eggs.append(1 / 0), name="cook")
            thread.start()
            thread.join()
        """
    check = """
        def test_it(submission):
            submission.work()
            assert submission.eggs[0] == 1, "one egg"
        """

    first, second = verdict(submission, check).rationale.split("\n\n")

    assert first.startswith('the thread "cook" died at 0 s of ZeroDivisionError')
    assert second.startswith(
        "and then: the check can't work with what your code gave it: IndexError"
    )


def test_a_comparison_comes_before_the_thread_that_is_left(verdict):
    """A check that broke off left its threads alone; only its own sentence counts."""
    submission = """
        import threading, time
        def forever():
            while True: time.sleep(1)
        def work():
            threading.Thread(target=forever).start()
        """
    check = 'def test_it(submission): assert submission.work() == 5, "work() must return 5"'

    assert verdict(submission, check).rationale == "work() must return 5"


def test_a_thread_that_is_never_stopped_is_told(verdict):
    """A check that got all it wanted still fails if a thread keeps the program alive."""
    submission = """
        import threading, time
        def forever():
            while True:
                time.sleep(1)
        def work():
            threading.Thread(target=forever, name="cook").start()
        """

    result = verdict(submission, WAIT)

    assert result.outcome is Outcome.FAILED
    assert 'the thread "cook" never ends' in result.rationale
    assert "egg.py, line 5:  time.sleep(1)" in result.rationale
    assert 'line 7:  threading.Thread(target=forever, name="cook").start()' in result.rationale
    assert result.rationale.endswith("Ask it to stop, and join() it.")


def test_a_finding_that_is_allowed_does_not_fail(verdict):
    """@allows names what a check looks at itself."""
    submission = """
        import threading
        def work():
            threading.Thread(target=lambda: 1 / 0).start()
        """
    check = """
        from grader.engine.findings import UncaughtException
        from grader.testing import allows
        @allows(UncaughtException)
        def test_it(submission):
            submission.work()
        """

    assert verdict(submission, check).outcome is Outcome.PASSED


def test_an_endless_loop_is_told_once(verdict):
    """A loop that goes on for ever names its line, and counts as one cause."""
    rationale = verdict("def work():\n    while True: pass\n", WAIT).rationale

    assert rationale.startswith("an endless loop: at 0 s main went round")
    assert "egg.py, line 2:  while True: pass" in rationale
    assert "\n\n" not in rationale


def test_a_program_that_raised_is_behind_the_comparison(verdict):
    """What ended a program() is told before what the check misses in its output."""
    check = """
        def test_it(submission, program):
            assert program(submission.work).lines == ("tea",), "it must print tea"
        """

    first, second = verdict("def work(): raise OSError('no water')", check).rationale.split("\n\n")

    assert first == (
        "your code raised OSError: no water\n"
        "    egg.py, line 1:  def work(): raise OSError('no water')"
    )
    assert second == "and then: it must print tea"


def test_a_program_may_raise_if_the_check_does_not_mind(verdict):
    """An exception in a program() is the check's to judge."""
    check = """
        def test_it(submission, program):
            assert program(submission.work).exit_status == 1
        """

    assert verdict("def work(): raise OSError", check).outcome is Outcome.PASSED


def test_a_deadlock_in_a_program_fails_the_check(verdict):
    """A finding of a program() counts by itself."""
    submission = """
        import threading
        def work():
            threading.Event().wait()
        """
    check = "def test_it(submission, program): program(submission.work)"

    assert verdict(submission, check).rationale.startswith(
        "An event that is never set: main waits for the event in line 4, and nobody is left"
    )


def test_a_deadlock_in_a_program_is_told_with_its_story(verdict):
    """What led to it is written down in a program's own world, too."""
    submission = """
        import threading
        def work():
            lock = threading.Lock()
            lock.acquire()
            lock.acquire()
        """
    check = "def test_it(submission, program): program(submission.work)"

    assert verdict(submission, check).rationale.startswith(
        "The same lock twice: main took the lock lock in line 5 and, without having given it back, "
        "asks for it again in line 6"
    )


def test_each_program_has_a_story_of_its_own(verdict):
    """What was set in the first program is not set in the second."""
    submission = """
        import threading
        def work(stop):
            stop.set()
        def wait(stop):
            stop.wait()
        """
    check = """
        import threading
        def test_it(submission, program):
            program(submission.work, threading.Event())
            program(submission.wait, threading.Event())
        """

    assert verdict(submission, check).rationale.startswith(
        "An event that is never set: main waits for the event stop in line 6, and nobody is left"
    )


def test_a_deadlock_is_told_though_the_second_execution_takes_too_long(verdict):
    """What the first one has shown stands, if there is no time to see what led to it."""
    submission = """
        import threading
        def boil(egg): return egg
        def work(run):
            if run == 2:
                sum(map(boil, iter(int, 1)))
            threading.Event().wait()
        """
    check = """
        RUNS = []
        def test_it(submission):
            RUNS.append(1)
            submission.work(len(RUNS))
        """

    assert verdict(submission, check, computing=0.1).rationale.splitlines() == [
        "An event that is never set: main waits for the event in line 7, and nobody is left to "
        "call its set().",
        "deadlock at 0 s: nobody can go on.",
        "main waits for the event",
        "    egg.py, line 7:  threading.Event().wait()",
        "Call set() before, or in a thread that can still run.",
    ]


def test_a_thread_that_shall_not_hold_up_the_program_may_be_a_daemon(verdict):
    """Where the exercise speaks of daemons, so does the advice."""
    submission = """
        import threading, time
        def forever():
            while True: time.sleep(100)
        def work():
            threading.Thread(target=forever, name="cook").start()
        """

    rationale = verdict(submission, WAIT, stub="def work(): 'Start a daemon.'").rationale

    assert rationale.endswith(
        "If the program shall not wait for it, make it a daemon (daemon=True) before start(); else "
        "ask it to stop, and join() it."
    )


def test_code_that_catches_everything_ends_nevertheless(verdict):
    """What computes for ever out of sight, behind a bare `except:`, is stopped at its limit."""
    submission = """
        def boil(egg):
            try:
                return egg
            except:
                return 0
        def work():
            return sum(map(boil, iter(int, 1)))
        """

    result = verdict(submission, WAIT, computing=0.1)

    assert result.outcome is Outcome.FAILED
    assert result.rationale.startswith(
        "main computes without an end, and never waits.\n    egg.py, line "
    )


def test_a_long_loop_in_a_loop_that_waits_is_the_one_that_is_told(verdict):
    """A `for` that goes on until the limit is told as such; the `while` around it waits."""
    submission = """
        import itertools, time
        def work():
            while True:
                time.sleep(1)
                for number in itertools.count():
                    str(number)
        """

    assert verdict(submission, WAIT, computing=0.1).rationale == (
        "main computed until the time of this check was up, and was still in this loop.\n"
        "    egg.py, line 6:  for number in itertools.count():\n"
        "Does it need so many rounds, and so much in each? To wait for others use join, wait or "
        "sleep, not a loop."
    )


def test_threads_that_die_alike_are_told_once(verdict):
    """What follows is the next thing that is wrong, not the same of another thread."""
    submission = """
        import threading
        def boil():
            raise ValueError("no water")
        def work():
            threads = [threading.Thread(target=boil) for _ in range(3)]
            for thread in threads:
                thread.start()
            return 0
        """
    check = "def test_it(submission): assert submission.work() == 3, 'it must be 3 eggs'"

    rationale = verdict(submission, check).rationale

    assert rationale.count("died") == 1
    assert rationale.endswith("\n\nand then: it must be 3 eggs")


def test_threads_that_spin_in_the_same_line_are_told_once(verdict):
    """The loop is one, however many threads go round in it."""
    submission = """
        import threading, time
        stop = threading.Event()
        def spin():
            while not stop.is_set():
                pass
        def work():
            for _ in range(2):
                threading.Thread(target=spin).start()
            time.sleep(6)
            stop.set()
        """

    assert verdict(submission, WAIT).rationale.count("spins") == 1


def test_threads_that_die_in_different_ways_are_both_told(verdict):
    """Two deaths of different exceptions are two things to mend."""
    submission = """
        import threading
        def boil(text):
            raise ValueError(text)
        def work():
            for text in ("no water", "no eggs"):
                threading.Thread(target=boil, args=(text,)).start()
        """

    assert verdict(submission, WAIT).rationale.count("died") == 2


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="nothing interrupts the call")
def test_waiting_for_the_real_world_is_told_apart(verdict):
    """A read from a file is no endless computation, and names its line."""
    submission = """
        import os
        def work():
            reading, writing = os.pipe()
            with open(reading) as here, open(writing, "w"):
                here.read(1)
        """

    assert verdict(submission, WAIT, real=0.2).rationale == (
        "main waited in real time for 0.2 s, and is still here.\n"
        "    egg.py, line 6:  here.read(1)\n"
        "Only threads and time are simulated: leave the network and other programs alone."
    )


def test_a_thread_that_died_gets_advice_on_threads(verdict):
    """A thread that misses what another has put into a threading.local() is told where it is."""
    submission = """
        import threading
        mine = threading.local()
        mine.eggs = 3
        def work():
            threading.Thread(target=lambda: mine.eggs, name="cook").start()
        """

    assert verdict(submission, "def test_it(submission): submission.work()").rationale == (
        "the thread \"cook\" died at 0 s of AttributeError: '_thread._local' object has no "
        "attribute 'eggs'\n"
        '    egg.py, line 6:  threading.Thread(target=lambda: mine.eggs, name="cook").start()\n'
        "Each thread has attributes of its own in a threading.local(), and a new thread has none: "
        "getattr() with a default can ask for them."
    )


def test_a_mistake_in_a_suite_is_ours(verdict):
    """A NameError of the suite's own is broken, not failed."""
    result = verdict("def work(): ...", "def test_it(submission): assert submissoin.work()")

    assert result.outcome is Outcome.BROKEN
    assert result.rationale.startswith("the grader itself failed, not your code (NameError:")


def test_a_mistake_in_the_kit_is_ours(verdict):
    """An exception from our own code alone is broken, and has the traceback for us."""
    result = verdict("def work(): ...", "def test_it(submission, clock): clock.advance(-1)")

    assert result.outcome is Outcome.BROKEN
    assert "ValueError: time can't go backwards" in result.rationale
    assert "checking.py" in result.rationale
