"""Believes that a place is taken when acquire() returns; with a timeout it only may be.

Fails: test_driver_waits_no_longer_than_he_wants, test_nobody_leaves_an_empty_car_park, test_last_place_goes_to_one_car
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
        self.places.acquire(timeout=timeout)
        return True

    def leave(self):
        self.places.release()
