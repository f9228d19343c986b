"""A queue is the bowl with the tokens; the car park is a queue of cars."""

import queue


def at_most(n):
    def decorate(function):
        tokens = queue.LifoQueue()
        for number in range(n):
            tokens.put(number)

        def limited(*args, **kwargs):
            token = tokens.get()
            try:
                return function(*args, **kwargs)
            finally:
                tokens.put(token)

        return limited

    return decorate


class CarPark:
    def __init__(self, places):
        self.cars = queue.Queue(places)

    def enter(self, timeout=None):
        try:
            self.cars.put("a car", timeout=timeout)
        except queue.Full:
            return False
        return True

    def leave(self):
        try:
            self.cars.get_nowait()
        except queue.Empty:
            raise ValueError("no car is inside") from None
