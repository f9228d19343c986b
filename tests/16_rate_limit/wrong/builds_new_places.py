"""Takes a plain Semaphore, which lets cars leave that never came: each builds a place.

Fails: test_nobody_leaves_an_empty_car_park
"""

import threading


def at_most(n):
    def decorate(function):
        places = threading.Semaphore(n)

        def limited(*args, **kwargs):
            with places:
                return function(*args, **kwargs)

        return limited

    return decorate


class CarPark:
    def __init__(self, places):
        self.places = threading.Semaphore(places)

    def enter(self, timeout=None):
        return self.places.acquire(timeout=timeout)

    def leave(self):
        self.places.release()
