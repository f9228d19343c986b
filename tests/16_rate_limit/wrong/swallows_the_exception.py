"""Frees the place after an exception, and keeps the exception to itself.

Fails: test_exception_frees_the_place
"""

import threading


def at_most(n):
    def decorate(function):
        places = threading.Semaphore(n)

        def limited(*args, **kwargs):
            with places:
                try:
                    return function(*args, **kwargs)
                except Exception:
                    return None

        return limited

    return decorate


class CarPark:
    def __init__(self, places):
        self.places = threading.BoundedSemaphore(places)

    def enter(self, timeout=None):
        return self.places.acquire(timeout=timeout)

    def leave(self):
        self.places.release()
