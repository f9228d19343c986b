"""Counts the free places itself, under a condition."""

import threading


class Places:
    def __init__(self, number):
        self.number = self.free = number
        self.changed = threading.Condition()

    def take(self, timeout=None):
        with self.changed:
            if self.changed.wait_for(lambda: self.free, timeout):
                self.free -= 1
                return True
            return False

    def give_back(self):
        with self.changed:
            if self.free >= self.number:
                raise ValueError("nobody is inside")
            self.free += 1
            self.changed.notify()


def at_most(n):
    def decorate(function):
        places = Places(n)

        def limited(*args, **kwargs):
            places.take()
            try:
                return function(*args, **kwargs)
            finally:
                places.give_back()

        return limited

    return decorate


class CarPark(Places):
    def __init__(self, places):
        super().__init__(places)

    def enter(self, timeout=None):
        return self.take(timeout)

    def leave(self):
        self.give_back()
