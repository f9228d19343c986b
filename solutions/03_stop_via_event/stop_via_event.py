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
    seconds = 0
    # wait() sleeps like time.sleep(), but set() wakes it up. It tells us why it came back: False if
    # the time was over, which is the usual case and means another second; True if the event is set.
    # If it is set already, wait() does not sleep at all.
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(
    report: Callable[[int], None],
    interval: float = 1.0,
) -> tuple[threading.Thread, threading.Event]:
    """Start count_seconds() in a new thread, and return at once: (thread, stop).

    `stop` is the event that ends this clock. Every login is independent of all others.
    """
    # A new event for every login. An event stays set for good: one event for all customers would
    # stop all of them at once, and would stop the next customer's clock before its first second.
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
    thread.start()
    # Whoever wants to end the clock needs both: the event to ask, the thread to wait for.
    return thread, stop


def logout(thread: threading.Thread, stop: threading.Event) -> None:
    """Ask the clock to stop, and return as soon as its thread has ended.

    Calling it twice is harmless.
    """
    # set() only asks, and returns at once. The thread still has to hear it, perhaps in the middle
    # of a report. join() waits until it has really ended. The other way round, join() would wait
    # for a thread that nobody has asked to stop.
    stop.set()
    thread.join()
    # Twice is harmless: an event can be set again, and join() on an ended thread returns at once.


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
