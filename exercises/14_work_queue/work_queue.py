"""The order rail in the kitchen: threads that take one job after the other from a queue."""

import queue
import threading
import time
from collections.abc import Callable


class Kitchen:
    """Some cooks and a rail with orders. Many waiters use it at the same time."""

    served: list[str]
    """What cook() has returned, in the order in which dishes got finished."""
    burnt: list[tuple[str, Exception]]
    """The dishes that failed, each with the exception that cook() raised."""

    def __init__(self, cook: Callable[[str], str], cooks: int = 2):
        """Start `cooks` threads that wait for orders. cook(dish) is slow, and may raise.

        A cook who has nothing to do sleeps. One whose dish is burnt goes on with the next order.
        """
        # TODO: make the rail and two lists, and start the threads. Write a method for their loop.
        raise NotImplementedError("make the rail, and start the cooks")

    def order(self, dish: str) -> None:
        """Put a dish on the rail, and return at once. After close(): RuntimeError.

        What is accepted is cooked, even if close() is called at that very moment.
        """
        raise NotImplementedError("put the dish on the rail")

    def wait_until_idle(self) -> None:
        """Return when every dish ordered so far is served or burnt. The kitchen stays open."""
        raise NotImplementedError("wait until all is served or burnt")

    def close(self) -> None:
        """Cook everything that was ordered, end all threads, and return when they have ended."""
        # TODO: accept no more orders, tell each cook to go home, and wait for all of them.
        raise NotImplementedError("send the cooks home when all is cooked")


if __name__ == "__main__":
    # Run this file to watch an evening in real time:  python work_queue.py
    # Two cooks, five dishes of one second each: all is served after three seconds.
    def slowly(dish: str) -> str:
        print("start with", dish)
        time.sleep(1)
        return f"hot {dish}"

    kitchen = Kitchen(slowly, cooks=2)
    for dish in ("soup", "fish", "rice", "peas", "cake"):
        kitchen.order(dish)
    kitchen.close()
    print("served:", kitchen.served)
    print("threads:", threading.active_count())
