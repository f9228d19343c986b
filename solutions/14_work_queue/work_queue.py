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
        self.cook = cook
        self.served = []
        self.burnt = []
        self.rail = queue.Queue()
        # Looking whether the kitchen is open, and clipping something to the rail, is one step.
        self.lock = threading.Lock()
        self.is_open = True
        # Last of all: a thread may begin at once, and needs all of the above.
        self.cooks = [threading.Thread(target=self.work) for _ in range(cooks)]
        for each in self.cooks:
            each.start()

    def work(self) -> None:
        """Cook one order after the other, until there is a slip that says: go home."""
        while True:
            # get() sleeps until there is something. No need to look whether the rail is empty.
            dish = self.rail.get()
            try:
                if dish is None:
                    return
                self.served.append(self.cook(dish))
            except Exception as error:
                # Caught inside of the loop: the cook goes on with the next order.
                self.burnt.append((dish, error))
            finally:
                # Served, burnt, or a slip: once for each get(), or join() would wait for ever.
                self.rail.task_done()

    def order(self, dish: str) -> None:
        """Put a dish on the rail, and return at once. After close(): RuntimeError.

        What is accepted is cooked, even if close() is called at that very moment.
        """
        with self.lock:
            if not self.is_open:
                raise RuntimeError("the kitchen is closed")
            self.rail.put(dish)

    def wait_until_idle(self) -> None:
        """Return when every dish ordered so far is served or burnt. The kitchen stays open."""
        # The queue counts put() and task_done(). empty() would only say that all has been taken.
        self.rail.join()

    def close(self) -> None:
        """Cook everything that was ordered, end all threads, and return when they have ended."""
        with self.lock:
            self.is_open = False
            # A slip for each cook, behind all the orders. Who has read one takes no other.
            for _ in self.cooks:
                self.rail.put(None)
        for each in self.cooks:
            each.join()


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
