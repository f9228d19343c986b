"""The copy shop's order board: what a Future knows, and how to ask it without waiting."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class CopyShop:
    """A few printers, many orders, and a board that shows how far each order is."""

    def __init__(self, printers: int) -> None:
        """At most `printers` jobs run at the same time; first come, first served."""
        self.pool = ThreadPoolExecutor(max_workers=printers)
        self.futures: dict[str, Future] = {}

    def order(self, name: str, job: Callable[[], Any]) -> None:
        """Accept a job, which is any function without parameters, and return at once.

        After close(), raise RuntimeError.
        """
        # submit() returns at once; if all printers are busy, the job stands in the pool's queue.
        # After shutdown() it raises RuntimeError, which is just what we want.
        self.futures[name] = self.pool.submit(job)

    def status(self, name: str) -> str:
        """Return "waiting", "printing", "done", "failed" or "cancelled". Never wait."""
        future = self.futures[name]
        # done() means only that nothing more will happen: it is True for a cancelled and for a
        # failed job, too. And exception() waits for the end of a job that isn't done, so it has to
        # be the last question. For a cancelled job it raises, so that one goes first.
        if future.cancelled():
            return "cancelled"
        if future.running():
            return "printing"
        if not future.done():
            return "waiting"
        return "done" if future.exception() is None else "failed"

    def collect(self, name: str) -> Any:
        """Wait for the job; return its result, or raise the exception that it raised.

        An order may be collected as often as one likes.
        """
        # A Future keeps what it has: result() may be called again and again.
        return self.futures[name].result()

    def cancel(self, name: str) -> bool:
        """Return True if the job had not begun, and now never will; otherwise False."""
        # Only a job that still waits can be cancelled. Nobody can stop one that is being printed:
        # a thread can't be stopped from outside.
        return self.futures[name].cancel()

    def close(self) -> None:
        """Finish all accepted jobs, also those that still wait; then release the threads.

        When this returns, no thread of the shop is left.
        """
        # shutdown() finishes what was handed in, waits for it, and ends the threads.
        self.pool.shutdown()

    def __enter__(self) -> "CopyShop":
        """Make `with CopyShop(2) as shop:` work. Return what stands behind `as`."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the shop at the end of a `with` block, even if the block raised an exception.

        The exception goes on to the caller.
        """
        # Who returns nothing (or False) here lets the exception go on.
        self.close()


def print_poster() -> str:
    time.sleep(2)
    return "a poster"


def print_on_nothing() -> str:
    time.sleep(1)
    raise OSError("out of paper")


def show(shop: CopyShop, names: list[str]) -> None:
    print(", ".join(f"{name}: {shop.status(name)}" for name in names))


if __name__ == "__main__":
    # Run this file to watch the board in real time:  python future_board.py
    # One printer: Bob's order fails at 3 s. Cyd's is cancelled in time.
    with CopyShop(1) as shop:
        shop.order("Ada", print_poster)
        shop.order("Bob", print_on_nothing)
        shop.order("Cyd", print_poster)
        time.sleep(0.5)
        show(shop, ["Ada", "Bob", "Cyd"])
        print("Cyd has gone home:", shop.cancel("Cyd"))
        time.sleep(2)
        show(shop, ["Ada", "Bob", "Cyd"])
        print("Ada collects", shop.collect("Ada"))
    show(shop, ["Ada", "Bob", "Cyd"])
