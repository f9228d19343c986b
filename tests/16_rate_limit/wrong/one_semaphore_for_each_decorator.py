"""Makes the semaphore in at_most(): all functions that this decorator decorates share it.

Fails: test_each_function_has_its_own_limit
"""

import threading


def at_most(n):
    places = threading.Semaphore(n)

    def decorate(function):
        def limited(*args, **kwargs):
            with places:
                return function(*args, **kwargs)

        return limited

    return decorate


class CarPark:
    def __init__(self, places):
        self.places = threading.BoundedSemaphore(places)

    def enter(self, timeout=None):
        return self.places.acquire(timeout=timeout)

    def leave(self):
        self.places.release()
