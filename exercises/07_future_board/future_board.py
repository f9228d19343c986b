"""The copy shop's order board: what a Future knows, and how to ask it without waiting."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


class CopyShop:
    """A few printers, many orders, and a board that shows how far each order is."""

    def __init__(self, printers: int) -> None:
        """At most `printers` jobs run at the same time; first come, first served."""
        # TODO: make a pool, and something that remembers a Future for each name.
        raise NotImplementedError("make a pool with a thread for each printer")

    def order(self, name: str, job: Callable[[], Any]) -> None:
        """Accept a job, which is any function without parameters, and return at once.

        After close(), raise RuntimeError.
        """
        # TODO: hand the job in, and keep its Future.
        raise NotImplementedError("hand the job in to the pool")

    def status(self, name: str) -> str:
        """Return "waiting", "printing", "done", "failed" or "cancelled". Never wait."""
        # TODO: ask the Future. Which questions may wait, and when?
        raise NotImplementedError("ask the order's Future how far it is")

    def collect(self, name: str) -> Any:
        """Wait for the job; return its result, or raise the exception that it raised.

        An order may be collected as often as one likes.
        """
        # TODO: wait for the order's Future.
        raise NotImplementedError("wait for the result of the order")

    def cancel(self, name: str) -> bool:
        """Return True if the job had not begun, and now never will; otherwise False."""
        # TODO: ask the Future to give up.
        raise NotImplementedError("try to cancel the order")

    def close(self) -> None:
        """Finish all accepted jobs, also those that still wait; then release the threads.

        When this returns, no thread of the shop is left.
        """
        # TODO: shut the pool down.
        raise NotImplementedError("finish all jobs, and end the pool's threads")

    def __enter__(self) -> "CopyShop":
        """Make `with CopyShop(2) as shop:` work. Return what stands behind `as`."""
        # TODO: the shop is open already.
        raise NotImplementedError("return the shop")

    def __exit__(self, *exception: object) -> None:
        """Close the shop at the end of a `with` block, even if the block raised an exception.

        The exception goes on to the caller.
        """
        # TODO: this is called at the end of the block, whatever has happened.
        raise NotImplementedError("close the shop")


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
