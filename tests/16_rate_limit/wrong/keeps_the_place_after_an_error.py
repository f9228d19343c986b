"""Gives the place back in the last line, which an exception never reaches.

Fails: test_exception_frees_the_place
"""

import threading


def at_most(n):
    def decorate(function):
        places = threading.Semaphore(n)

        def limited(*args, **kwargs):
            places.acquire()
            result = function(*args, **kwargs)
            places.release()
            return result

        return limited

    return decorate


class CarPark:
    def __init__(self, places):
        self.places = threading.BoundedSemaphore(places)

    def enter(self, timeout=None):
        return self.places.acquire(timeout=timeout)

    def leave(self):
        self.places.release()
