"""The decorated function is an object; the car park counts its cars beside a semaphore."""

import threading
from functools import partial


class Limited:
    def __init__(self, n, function):
        self.places = threading.BoundedSemaphore(value=n)
        self.function = function

    def __call__(self, *args, **kwargs):
        self.places.acquire()
        try:
            result = self.function(*args, **kwargs)
        except BaseException:
            self.places.release()
            raise
        self.places.release()
        return result


def at_most(n):
    return partial(Limited, n)


class CarPark:
    def __init__(self, places):
        self.free = threading.Semaphore(places)
        self.lock = threading.Lock()
        self.cars = 0

    def enter(self, timeout=None):
        if timeout == 0:
            came = self.free.acquire(blocking=False)
        else:
            came = self.free.acquire(True, timeout)
        if came:
            with self.lock:
                self.cars += 1
        return came

    def leave(self):
        with self.lock:
            if not self.cars:
                raise ValueError("no car is inside")
            self.cars -= 1
        self.free.release()
