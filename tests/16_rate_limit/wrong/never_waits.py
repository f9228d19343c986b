"""Takes a place if one is free, and doesn't wait for one.

Fails: test_driver_waits_no_longer_than_he_wants, test_waiting_car_gets_the_place_that_is_freed
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
        self.places = threading.BoundedSemaphore(places)

    def enter(self, timeout=None):
        return self.places.acquire(blocking=False)

    def leave(self):
        self.places.release()
