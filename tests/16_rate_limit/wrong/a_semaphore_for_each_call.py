"""Makes the semaphore when the function is called: everybody has places of their own.

Fails: test_at_most_three_are_inside, test_exception_frees_the_place
"""

import threading


def at_most(n):
    def decorate(function):
        def limited(*args, **kwargs):
            with threading.Semaphore(n):
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
