"""At most three at a time: a limit for any function, and a car park with its places."""

import threading
from collections.abc import Callable


def at_most(n: int) -> Callable:
    """Return a decorator: at most n threads are inside the decorated function at a time.

    Whoever comes when n are inside waits for a turn. Arguments, result and exceptions pass through.
    A place is freed in every case, also by an exception. Each decorated function has a limit of its
    own, even if one decorator is used for several of them.
    """
    # TODO: write a decorator. Each function that it decorates needs n places.
    raise NotImplementedError("keep a function within its limit")


class CarPark:
    """Some places; cars come in and go out."""

    def __init__(self, places: int):
        """All `places` are free at first."""
        # TODO: remember how many places are free.
        raise NotImplementedError("open a car park with free places")

    def enter(self, timeout: float | None = None) -> bool:
        """Wait for a free place, take it, and return True.

        Return False if no place becomes free within `timeout` seconds: with 0 don't wait at all,
        with None wait for as long as it takes.
        """
        # TODO: take a place, but don't wait longer than the driver wants.
        raise NotImplementedError("take a free place")

    def leave(self) -> None:
        """Free one place. Raise ValueError if no car is inside."""
        # TODO: give a place back; there must not be more places than were built.
        raise NotImplementedError("free a place")


if __name__ == "__main__":
    # Run this file to watch seven requests in real time:  python rate_limit.py
    import time

    @at_most(3)
    def fetch(number):
        """Ask the map server for a tile: it takes two seconds."""
        print(f"tile {number}: asked at  {time.perf_counter() - begin:.1f} s")
        time.sleep(2)

    begin = time.perf_counter()
    for number in range(1, 8):
        threading.Thread(target=fetch, args=(number,)).start()
