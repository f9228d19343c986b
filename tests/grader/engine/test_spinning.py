"""Loops that do not wait: found, named, and never a hang."""

from __future__ import annotations

import queue
import threading
import time

from grader.engine import execute


def kinds(execution):
    return [type(finding).__name__ for finding in execution.findings]


def test_a_loop_that_waits_for_a_flag_is_a_busy_wait(live):
    """The flag is set at its time, and the loop that burnt the processor is named."""
    execution = live("""
        import threading, time
        done = False

        def finish():
            global done
            time.sleep(3)
            done = True

        threading.Thread(target=finish).start()
        while not done:
            pass
        print("done")
    """)

    (finding,) = execution.findings
    assert type(finding).__name__ == "BusyWait"
    assert finding.place.text == "while not done:"
    assert finding.place.line == 10
    assert finding.explain().startswith("main spins at 0 s: it went round ")
    assert finding.explain().endswith(
        "wait instead: for an event, a lock, a queue, or with a sleep"
    )
    assert execution.trace.output[0].time == 3
    assert execution.ended == 3


def test_a_loop_that_nothing_can_end_is_a_livelock(live):
    """With no deadline left the world ends, and the loop is named with its turns."""
    execution = live("""
        done = False
        while not done:
            pass
    """)

    assert kinds(execution)[-1] == "Livelock"
    finding = execution.findings[-1]
    assert finding.place.line == 2
    assert finding.explain().startswith("an endless loop: at 0 s main went round ")
    assert execution.ended is None


def test_a_for_loop_without_an_end_is_found_too(live):
    """`for _ in itertools.count()` is a loop like any other."""
    execution = live("""
        import itertools
        for _ in itertools.count():
            pass
    """)

    assert kinds(execution)[-1] == "Livelock"


def test_a_loop_that_asks_a_lock_is_a_livelock_not_a_hang():
    """`while not lock.acquire(False)` reaches the engine at each turn, in any code."""

    def main():
        lock = threading.Lock()
        lock.acquire()
        while not lock.acquire(blocking=False):
            pass

    assert kinds(execute(main)) == ["Livelock"]


def test_two_threads_that_poll_one_another_both_get_on():
    """Who polls lets the others run after a bounded number of turns."""

    def main():
        items, seen = queue.Queue(), []

        def take():
            while items.empty():
                pass
            seen.append(items.get_nowait())

        thread = threading.Thread(target=take)
        thread.start()
        items.put("egg")
        while thread.is_alive():
            pass
        return seen

    assert execute(main).value == ["egg"]


def test_a_loop_that_reads_the_clock_moves_it():
    """`while time.monotonic() < end` ends, about when it should."""

    def main():
        end = time.monotonic() + 2
        while time.monotonic() < end:
            pass

    execution = execute(main)

    assert execution.ended is not None
    assert 2 <= execution.ended < 2.5
    assert kinds(execution) == ["BusyWait"]


def test_a_sleep_of_zero_is_no_waiting():
    """`while not done: sleep(0)` goes on to the deadline of who sets `done`."""

    def main():
        done = threading.Event()
        threading.Timer(5, done.set).start()
        while not done.is_set():
            time.sleep(0)
        return time.monotonic()

    execution = execute(main)

    assert execution.value == 1005
    assert "BusyWait" in kinds(execution)


def test_a_loop_that_sleeps_is_fine():
    """Polling with a sleep may be clumsy, but burns nothing."""

    def main():
        done = threading.Event()
        threading.Timer(5, done.set).start()
        while not done.is_set():
            time.sleep(0.01)

    execution = execute(main)

    assert execution.findings == ()
    assert execution.ended == 5


def test_a_long_computation_is_no_busy_wait(live):
    """A loop of honest work ends by itself before anybody is blamed."""
    execution = live("""
        total = 0
        number = 0
        while number < 100_000:
            total += number
            number += 1
        print(total)
    """)

    assert execution.findings == ()
    assert execution.trace.lines == ("4999950000",)


def test_looking_at_what_is_there_is_no_busy_wait():
    """Joining thousands of ended threads, or emptying a queue of thousands of items, is work."""

    def main():
        jobs = queue.SimpleQueue()
        for number in range(10_000):
            jobs.put(number)
        while not jobs.empty():
            jobs.get()
        thread = threading.Thread(target=print)
        thread.start()
        thread.join()
        for _ in range(10_000):
            assert not thread.is_alive()
            thread.join()

    execution = execute(main)

    assert execution.findings == ()
    assert execution.exception is None


def test_a_million_turns_of_work_are_no_busy_wait(live):
    """What the loop sees keeps changing: it works, though nobody writes anything meanwhile."""
    execution = live("""
        import threading, time
        threading.Thread(target=time.sleep, args=(5,)).start()
        number = 0
        while number < 1_000_000:
            number += 1
        print(number)
    """)

    assert execution.findings == ()
    assert [(line.text, line.time) for line in execution.trace.output] == [("1000000", 0)]


def test_emptying_a_large_queue_is_no_busy_wait(live):
    """Nor is a loop whose variables stay the same while what they hold becomes less."""
    execution = live("""
        import queue
        jobs = queue.Queue()
        for number in range(60_000):
            jobs.put(number)

        def drain():
            while not jobs.empty():
                jobs.get()

        drain()
    """)

    assert execution.findings == ()
    assert execution.exception is None


def test_who_spins_until_the_horizon_never_ends():
    """Who was found to spin needs few turns for each second that passes."""

    def main():
        ticks = threading.Event()

        def tick():
            while not ticks.wait(1):
                pass

        clock = threading.Thread(target=tick)
        clock.start()
        while clock.is_alive():
            pass

    execution = execute(main)

    assert kinds(execution) == ["BusyWait", "NeverEnds"]
    assert [finding.time for finding in execution.findings] == [0, 3600]
    assert execution.findings[0].count == 5_000
