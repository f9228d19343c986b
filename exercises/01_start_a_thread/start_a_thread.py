"""Breakfast in five seconds: do the chores of a morning side by side."""

import threading
import time
from collections.abc import Callable


def start_all(tasks: list[Callable[[], None]]) -> list[threading.Thread]:
    """Start every task in a new thread of its own, all at the same time.

    Return at once, while the tasks still run: a list of the started threads,
    in the order of `tasks`. Without tasks the list is empty.
    """
    # TODO: make a thread for each task, start it, and remember it.
    raise NotImplementedError("start a thread for each task, and return the threads")


def morning_routine(tasks: list[Callable[[], None]]) -> float:
    """Run all tasks side by side, each of them once, and wait until every one has finished.

    Return how many seconds that took, as soon as the last task is done.
    Without tasks it takes 0 seconds.
    """
    # TODO: read a clock, start the tasks, wait for each thread, read the clock again.
    raise NotImplementedError("start the tasks, wait for every thread, and return the seconds")


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
