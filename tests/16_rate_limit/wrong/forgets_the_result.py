"""Calls the function and forgets to return what it returned.

Fails: test_arguments_and_result_pass_through
"""

import threading


def at_most(n):
    def decorate(function):
        places = threading.Semaphore(n)

        def limited(*args, **kwargs):
            with places:
                function(*args, **kwargs)

        return limited

    return decorate


class CarPark:
    def __init__(self, places):
        self.places = threading.BoundedSemaphore(places)

    def enter(self, timeout=None):
        return self.places.acquire(timeout=timeout)

    def leave(self):
        self.places.release()
