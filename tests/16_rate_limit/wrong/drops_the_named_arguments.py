"""Passes the positional arguments on, and no others.

Fails: test_arguments_and_result_pass_through
"""

import threading


def at_most(n):
    def decorate(function):
        places = threading.Semaphore(n)

        def limited(*args):
            with places:
                return function(*args)

        return limited

    return decorate


class CarPark:
    def __init__(self, places):
        self.places = threading.BoundedSemaphore(places)

    def enter(self, timeout=None):
        return self.places.acquire(timeout=timeout)

    def leave(self):
        self.places.release()
