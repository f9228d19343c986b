"""A lock limits, so it takes a lock: that lets one in at a time, whatever n is.

Fails: test_at_most_three_are_inside, test_exception_frees_the_place
"""

import threading


def at_most(n):
    def decorate(function):
        places = threading.Lock()

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
