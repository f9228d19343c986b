"""At most three at a time: a limit for any function, and a car park with its places."""

import functools
import threading
from collections.abc import Callable


def at_most(n: int) -> Callable:
    """Return a decorator: at most n threads are inside the decorated function at a time.

    Whoever comes when n are inside waits for a turn. Arguments, result and exceptions pass through.
    A place is freed in every case, also by an exception. Each decorated function has a limit of its
    own, even if one decorator is used for several of them.
    """

    def decorate(function):
        # Here, and not one level up or down: this line runs once for each function that is
        # decorated. In at_most() all of them would share the places; in limited() each call would
        # have places of its own, and nobody would ever wait.
        places = threading.Semaphore(n)

        @functools.wraps(function)
        def limited(*args, **kwargs):
            # `with` frees the place in every case: after a return, and after an exception.
            with places:
                return function(*args, **kwargs)

        return limited

    return decorate


class CarPark:
    """Some places; cars come in and go out."""

    def __init__(self, places: int):
        """All `places` are free at first."""
        # A plain Semaphore would let cars leave that never came: each would build a new place.
        self.places = threading.BoundedSemaphore(places)

    def enter(self, timeout: float | None = None) -> bool:
        """Wait for a free place, take it, and return True.

        Return False if no place becomes free within `timeout` seconds: with 0 don't wait at all,
        with None wait for as long as it takes.
        """
        return self.places.acquire(timeout=timeout)

    def leave(self) -> None:
        """Free one place. Raise ValueError if no car is inside."""
        self.places.release()


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
