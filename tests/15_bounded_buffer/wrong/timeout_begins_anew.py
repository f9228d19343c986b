"""Waits with the whole timeout in each round: who is woken in vain waits longer than allowed.

Fails: test_timeout_is_for_the_whole_call
"""

import threading
from collections import deque


class Rack:
    def __init__(self, capacity):
        self.capacity = capacity
        self.plates = deque()
        self.changed = threading.Condition()

    def put(self, plate, timeout=None):
        with self.changed:
            while len(self.plates) >= self.capacity:
                if not self.changed.wait(timeout):
                    return False
            self.plates.append(plate)
            self.changed.notify_all()
            return True

    def take(self, timeout=None):
        with self.changed:
            while not self.plates:
                if not self.changed.wait(timeout):
                    raise TimeoutError
            plate = self.plates.popleft()
            self.changed.notify_all()
            return plate

    def __len__(self):
        with self.changed:
            return len(self.plates)
