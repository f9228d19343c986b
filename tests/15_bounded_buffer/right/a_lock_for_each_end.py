"""Washers and dryers have a lock of their own; each wakes one of the others after its change."""

import threading
from collections import deque


class Rack:
    def __init__(self, capacity):
        self.capacity = capacity
        self.plates = deque()
        self.room = threading.Condition()
        self.ready = threading.Condition()

    def put(self, plate, timeout=None):
        with self.room:
            if not self.room.wait_for(lambda: len(self.plates) < self.capacity, timeout):
                return False
            self.plates.append(plate)
        with self.ready:
            self.ready.notify()
        return True

    def take(self, timeout=None):
        with self.ready:
            if not self.ready.wait_for(lambda: self.plates, timeout):
                raise TimeoutError
            plate = self.plates.popleft()
        with self.room:
            self.room.notify()
        return plate

    def __len__(self):
        return len(self.plates)
