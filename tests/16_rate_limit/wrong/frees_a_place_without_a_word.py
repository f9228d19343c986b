"""Counts the free places under a condition, and tells nobody when one is freed.

Fails: test_waiting_car_gets_the_place_that_is_freed
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
        self.free = places
        self.places = places
        self.changed = threading.Condition()

    def enter(self, timeout=None):
        with self.changed:
            if not self.changed.wait_for(lambda: self.free > 0, timeout):
                return False
            self.free -= 1
            return True

    def leave(self):
        with self.changed:
            if self.free == self.places:
                raise ValueError("no car is inside")
            self.free += 1
