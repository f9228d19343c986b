"""Virtual time: exact, standing still while anybody can run, the same on every clock."""

from __future__ import annotations

import datetime
import queue
import sched
import threading
import time

import pytest

from grader.engine import execute


def test_three_tenths_are_three_tenths():
    """Time is integer nanoseconds, so sleeps add up without an error."""

    def main():
        for _ in range(3):
            time.sleep(0.1)

    assert execute(main).ended == 0.3


def test_an_hour_costs_nothing():
    """A sleep ends when its time is up, and no real time passes."""
    before = time.perf_counter()

    assert execute(lambda: time.sleep(3000)).ended == 3000
    assert time.perf_counter() - before < 5


def test_threads_sleep_side_by_side():
    """Breakfast, coffee and study of 3, 4 and 5 s take 5 s together."""

    def main():
        threads = [threading.Thread(target=time.sleep, args=(s,)) for s in (3, 4, 5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert execute(main).ended == 5


def test_a_join_with_a_timeout_ends_at_the_timeout():
    """A join waits as long as it may, and not longer."""

    def main():
        thread = threading.Thread(target=time.sleep, args=(10,))
        thread.start()
        thread.join(2.5)
        return thread.is_alive(), time.monotonic()

    assert execute(main).value == (True, 1002.5)


def test_equal_deadlines_end_in_the_order_in_which_the_waits_began():
    """First come, first woken, whatever the threads are called and whatever they wait for."""
    order = []

    def sleep(name, before, seconds):
        time.sleep(before)
        time.sleep(seconds)
        order.append(name)

    def main():
        for name, before, seconds in [("c", 3, 7), ("a", 1, 9), ("b", 2, 8)]:
            threading.Thread(target=sleep, args=(name, before, seconds)).start()

    execute(main)

    assert order == ["a", "b", "c"]


def test_a_lock_goes_to_whoever_has_waited_longest():
    """Waiters of a lock are served first come, first served."""
    order = []

    def main():
        lock = threading.Lock()

        def work(name):
            with lock:
                order.append(name)
                time.sleep(1)

        with lock:
            for name in "abc":
                threading.Thread(target=work, args=(name,)).start()
            time.sleep(1)

    execute(main)

    assert order == ["a", "b", "c"]


def test_time_stands_still_while_a_thread_can_run():
    """However much is computed, nobody's sleep ends meanwhile."""
    seen = []

    def main():
        threading.Thread(target=lambda: (time.sleep(1e-9), seen.append("slept"))).start()
        for number in range(10_000):
            seen.append(number)

    execute(main)

    assert seen[-1] == "slept"


def test_a_wake_and_a_deadline_at_the_same_instant_run_the_thread_once():
    """A thread that is woken when its time is up goes on once, and says that it was in time."""

    def main():
        event, got = threading.Event(), []
        waiter = threading.Thread(target=lambda: got.append(event.wait(5)))
        waiter.start()
        time.sleep(5)
        event.set()
        waiter.join()
        return got, time.monotonic()

    value, now = execute(main).value

    assert len(value) == 1
    assert now == 1005


def test_all_clocks_agree():
    """The clocks begin at fixed readings and move together."""

    def main():
        time.sleep(90)
        return (
            time.monotonic(),
            time.perf_counter(),
            time.monotonic_ns(),
            time.perf_counter_ns(),
            datetime.datetime.now().isoformat(),
            datetime.date.today().isoformat(),
            datetime.datetime.fromtimestamp(time.time()).isoformat(),
            time.strftime("%Y-%m-%d %H:%M:%S"),
            time.localtime()[:6],
            time.ctime(),
        )

    assert execute(main).value == (
        1090.0,
        1090.0,
        1_090_000_000_000,
        1_090_000_000_000,
        "2026-01-05T07:01:30",
        "2026-01-05",
        "2026-01-05T07:01:30",
        "2026-01-05 07:01:30",
        (2026, 1, 5, 7, 1, 30),
        "Mon Jan  5 07:01:30 2026",
    )


def test_reading_the_clock_twice_shows_one_time():
    """What was computed in between took no time."""
    assert execute(lambda: time.monotonic() - time.monotonic()).value == 0


def test_sched_sleeps_in_virtual_time():
    """`sched.scheduler()` keeps clock and sleep as defaults; these are virtual too."""

    def main():
        ran, scheduler = [], sched.scheduler()
        scheduler.enter(300, 1, lambda: ran.append(time.monotonic()))
        scheduler.run()
        return ran

    assert execute(main).value == [1300.0]


def test_timers_condition_queue_semaphore_and_barrier_wait_in_virtual_time():
    """Every primitive of `threading` and `queue` takes a timeout for what it says."""

    def main():
        times = []

        def note():
            times.append(time.monotonic() - 1000)

        timer = threading.Timer(1, note)
        timer.start()
        timer.join()
        with (condition := threading.Condition()):
            condition.wait(1)
        note()
        with pytest.raises(queue.Empty):
            queue.Queue().get(timeout=1)
        note()
        with pytest.raises(queue.Empty):
            queue.SimpleQueue().get(timeout=1)
        note()
        threading.Semaphore(0).acquire(timeout=1)
        note()
        with pytest.raises(threading.BrokenBarrierError):
            threading.Barrier(2).wait(1)
        note()
        threading.Event().wait(1)
        note()
        lock = threading.Lock()
        lock.acquire()
        lock.acquire(timeout=1)
        note()
        return times

    assert execute(main).value == [1, 2, 3, 4, 5, 6, 7, 8]


def test_sleep_zero_lets_the_others_run():
    """`sleep(0)` is a switch, and takes no time."""

    def main():
        seen = []
        threading.Thread(target=seen.append, args=("other",)).start()
        time.sleep(0)
        seen.append("main")
        return seen, time.monotonic()

    assert execute(main).value == (["other", "main"], 1000)


def test_a_program_that_goes_on_for_ever_ends_at_the_horizon():
    """Work without an end is stopped at a virtual second, and told from a deadlock."""

    def main():
        while True:
            time.sleep(60)

    execution = execute(main, horizon=3600)

    (finding,) = execution.findings
    assert type(finding).__name__ == "NeverEnds"
    assert finding.explain().startswith("the program never ends: at 3600 s it was still running.")
    assert execution.ended is None
