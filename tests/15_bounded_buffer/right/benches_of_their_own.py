"""Two Conditions with one lock: notify() wakes one of the right kind. Reckons with a deadline."""

import threading
import time
from collections import deque


class Rack:
    def __init__(self, capacity):
        self.capacity = capacity
        self.plates = deque()
        lock = threading.Lock()
        self.room = threading.Condition(lock)
        self.plate = threading.Condition(lock)

    def put(self, plate, timeout=None):
        deadline = None if timeout is None else time.monotonic() + timeout
        with self.room:
            while len(self.plates) >= self.capacity:
                if not self._wait(self.room, deadline):
                    return False
            self.plates.append(plate)
            self.plate.notify()
        return True

    def take(self, timeout=None):
        deadline = None if timeout is None else time.monotonic() + timeout
        with self.plate:
            while not self.plates:
                if not self._wait(self.plate, deadline):
                    raise TimeoutError
            plate = self.plates.popleft()
            self.room.notify()
        return plate

    def _wait(self, condition, deadline):
        if deadline is None:
            return condition.wait()
        left = deadline - time.monotonic()
        return left > 0 and condition.wait(left)

    def __len__(self):
        return len(self.plates)
