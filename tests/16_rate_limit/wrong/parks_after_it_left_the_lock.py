"""Looks for a free place under the lock, and takes it when the lock is given back.

Fails: test_last_place_goes_to_one_car
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
            self.changed.notify()
