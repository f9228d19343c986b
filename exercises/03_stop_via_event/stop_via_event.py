"""Logged in for N seconds: a clock that stops at once when it is told to."""

import threading
import time
from collections.abc import Callable


def count_seconds(
    stop: threading.Event,
    report: Callable[[int], None],
    interval: float = 1.0,
) -> None:
    """Call report(1), report(2), ..., one call every `interval` seconds, until `stop` is set.

    This is the loop of the clock; it runs inside a thread. When `stop` gets set, return at once:
    don't finish the current interval, and don't report again. In between sleep: don't wake up every
    few milliseconds to look at the flag.
    """
    # TODO: write the loop. In each round wait for one interval, but listen for `stop` meanwhile.
    raise NotImplementedError("count the seconds until the event is set")


def login(
    report: Callable[[int], None],
    interval: float = 1.0,
) -> tuple[threading.Thread, threading.Event]:
    """Start count_seconds() in a new thread, and return at once: (thread, stop).

    `stop` is the event that ends this clock. Every login is independent of all others.
    """
    # TODO: make an event and a thread, start the thread, and return both.
    raise NotImplementedError("start a clock thread, and return it with its event")


def logout(thread: threading.Thread, stop: threading.Event) -> None:
    """Ask the clock to stop, and return as soon as its thread has ended.

    Calling it twice is harmless.
    """
    # TODO: ask first, then wait.
    raise NotImplementedError("tell the clock thread to stop, and wait for its end")


def show(seconds: int) -> None:
    print(f"Logged in for {seconds} s")


if __name__ == "__main__":
    # Run this file to watch a customer in real time:  python stop_via_event.py
    # The clock must say 1, 2 and 3. After "Logged out" it must not say a word.
    thread, stop = login(show)
    time.sleep(3.25)
    logout(thread, stop)
    print("Logged out")
    time.sleep(2)
