"""The visible checks of 01: what start_all() returns and when, and how long a morning takes."""

import threading
import time

from grader.testing import points


def chore(seconds, begun):
    """Return a task of so many seconds that notes which thread does it."""

    def task():
        begun.append(threading.current_thread())
        time.sleep(seconds)

    return task


@points(2)
def test_start_all_returns_at_once(submission, clock):
    """start_all() returns at once, with a running thread for each task."""
    begun = []

    threads = submission.start_all([chore(3, begun), chore(4, begun), chore(5, begun)])

    assert threading.current_thread() not in begun, (
        f"start_all() did a task in the main thread and returned at {clock.now:g} s. "
        "`target=task()` and `thread.run()` call the task at once; "
        "a thread gets the task itself, `target=task`, and begins with `thread.start()`."
    )
    assert clock.now == 0, (
        f"start_all() returned at {clock.now:g} s; "
        "it must return at once, at 0 s, while the tasks still run."
    )
    assert isinstance(threads, list), (
        f"start_all() returned {threads!r}; it must return the list of the threads."
    )
    kinds = [type(thread).__name__ for thread in threads]
    assert [isinstance(thread, threading.Thread) for thread in threads] == [True, True, True], (
        f"start_all() returned a list of {kinds}; three tasks need three Thread objects."
    )
    alive = [thread.is_alive() for thread in threads]
    assert alive == [True, True, True], (
        f"only {alive.count(True)} of the 3 threads run when start_all() returns; "
        "a thread runs from start() until its task is done."
    )


@points(2)
def test_morning_takes_five_seconds(submission, clock):
    """Tasks of 3, 4 and 5 s: morning_routine() returns 5, after 5 s."""
    begun = []

    seconds = submission.morning_routine([chore(3, begun), chore(4, begun), chore(5, begun)])

    assert clock.now == 5, (
        f"morning_routine() returned at {clock.now:g} s; side by side, the last of the tasks "
        "is done at 5 s: start them all before you wait, then wait for every one."
    )
    assert seconds == 5, (
        f"after 5 s morning_routine() returned {seconds!r}; "
        "it must return the seconds: the clock after the tasks minus the clock before them."
    )
