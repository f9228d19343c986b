"""Breakfast in five seconds: do the chores of a morning side by side."""

import threading
import time
from collections.abc import Callable


def start_all(tasks: list[Callable[[], None]]) -> list[threading.Thread]:
    """Start every task in a new thread of its own, all at the same time.

    Return at once, while the tasks still run: a list of the started threads,
    in the order of `tasks`. Without tasks the list is empty.
    """
    # The list is made inside the function: every call has its own.
    threads = []
    for task in tasks:
        # target=task hands the function over. target=task() would call it here, in this thread,
        # and we would stand still until it is done.
        thread = threading.Thread(target=task)
        # Until now the thread was only prepared. start() sets it going and returns at once.
        thread.start()
        # Whoever wants to wait for the thread needs the object.
        threads.append(thread)
    return threads


def morning_routine(tasks: list[Callable[[], None]]) -> float:
    """Run all tasks side by side, each of them once, and wait until every one has finished.

    Return how many seconds that took, as soon as the last task is done.
    Without tasks it takes 0 seconds.
    """
    begin = time.perf_counter()
    # start_all() has started every thread before the first join() begins to wait.
    for thread in start_all(tasks):
        # join() waits for this one thread. If it has ended already, join() returns at once; so the
        # order of the joins does not matter, and the loop is over when the longest task is.
        thread.join()
    # perf_counter() counts from some unknown moment: only the difference has a meaning.
    return time.perf_counter() - begin


def eat_breakfast() -> None:
    time.sleep(3)
    print("You eat breakfast")


def drink_coffee() -> None:
    time.sleep(4)
    print("You drink coffee")


def study() -> None:
    time.sleep(5)
    print("You study")


if __name__ == "__main__":
    # Run this file to watch your morning in real time:  python start_a_thread.py
    seconds = morning_routine([eat_breakfast, drink_coffee, study])
    print(f"The morning took {seconds:.1f} seconds")
