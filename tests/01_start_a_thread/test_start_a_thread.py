"""The hidden checks of 01: other numbers, the order of the threads, no tasks, a second morning."""

import threading
import time

from grader.testing import points


def chore(clock, seconds, done):
    """Return a task of so many seconds that notes who did it, and when it was done."""

    def task():
        time.sleep(seconds)
        done.append((threading.current_thread(), clock.now))

    return task


def names(threads):
    """Return the threads' names, for a sentence; what is no list of threads comes back as it is."""
    if not isinstance(threads, list):
        return threads
    return [getattr(thread, "name", thread) for thread in threads]


@points(2)
def test_every_task_has_its_own_thread(submission, clock):
    """Each task has its own thread; they come in the order of the tasks."""
    done = []

    threads = submission.start_all(
        [chore(clock, 3, done), chore(clock, 4, done), chore(clock, 5, done)]
    )
    clock.advance(20)

    times = [when for _, when in done]
    assert times == [3, 4, 5], (
        f"started at 0 s, tasks of 3, 4 and 5 s were done at {times} s; side by side, "
        "each in its own thread, they are done at [3, 4, 5] s."
    )
    doers = [thread for thread, _ in done]
    assert doers == threads, (
        f"the tasks were done by the threads {names(doers)}, in this order, and start_all() "
        f"returned {names(threads)}; it must return the tasks' threads in the order of `tasks`."
    )


@points(1)
def test_longest_task_decides_wherever_it_stands(submission, clock):
    """Tasks of 4.5, 3 and 2 s: the first is the longest, and waited for."""
    done = []

    seconds = submission.morning_routine(
        [chore(clock, 4.5, done), chore(clock, 3, done), chore(clock, 2, done)]
    )

    assert clock.now == 4.5, (
        f"tasks of 4.5, 3 and 2 s: morning_routine() returned at {clock.now:g} s; "
        "it must return as soon as the last task is done, at 4.5 s."
    )
    assert seconds == 4.5, f"after 4.5 s morning_routine() returned {seconds!r}."


@points(1)
def test_nobody_is_left_over(submission, clock):
    """Ten tasks are done once each, and then only the main thread is left."""
    done = []

    submission.morning_routine([chore(clock, 2, done)] + [chore(clock, 1, done)] * 9)

    left = threading.active_count()
    assert left == 1, (
        f"{left} threads are alive when morning_routine() returns at {clock.now:g} s; "
        "it must wait until every task has finished: then only the main thread is left."
    )
    assert len(done) == 10, (
        f"ten tasks were done {len(done)} times; "
        "morning_routine() must run each of them once: start_all() starts them when you call it."
    )


@points(1)
def test_no_tasks_take_no_time(submission, clock):
    """Without tasks start_all() returns [], and morning_routine() returns 0."""
    threads = submission.start_all([])
    seconds = submission.morning_routine([])

    assert threads == [], f"start_all([]) returned {threads!r}; it must return an empty list."
    assert clock.now == 0, (
        f"without tasks there is nothing to wait for, but {clock.now:g} s have passed."
    )
    assert seconds == 0, f"morning_routine([]) returned {seconds!r}; no tasks take 0 seconds."


@points(1)
def test_second_morning_starts_afresh(submission, clock):
    """Every call starts afresh, with its own threads and its own time."""
    done = []

    first = submission.morning_routine([chore(clock, 2, done)])
    second = submission.morning_routine([chore(clock, 3, done)])
    threads = submission.start_all([chore(clock, 1, done)])

    assert (first, second) == (2, 3), (
        f"two mornings of 2 s and 3 s, one after the other, returned {first!r} and {second!r}."
    )
    assert isinstance(threads, list), (
        f"start_all() returned {threads!r}; it must return the list of the threads."
    )
    assert len(threads) == 1, (
        f"start_all() with one task returned {names(threads)} after two mornings; "
        "it must return the one thread that this call started, and no others."
    )
