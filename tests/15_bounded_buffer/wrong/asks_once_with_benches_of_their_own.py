"""Has a bench for each kind and wakes one, but asks only once: a third one may come in between.

Fails: test_two_dryers_share_what_comes, test_two_washers_share_the_room
"""

import threading
from collections import deque


class Rack:
    def __init__(self, capacity):
        self.capacity = capacity
        self.plates = deque()
        self.lock = threading.Lock()
        self.room = threading.Condition(self.lock)
        self.plate = threading.Condition(self.lock)

    def put(self, plate, timeout=None):
        with self.lock:
            if len(self.plates) >= self.capacity and not self.room.wait(timeout):
                return False
            self.plates.append(plate)
            self.plate.notify()
            return True

    def take(self, timeout=None):
        with self.lock:
            if not self.plates and not self.plate.wait(timeout):
                raise TimeoutError
            plate = self.plates.popleft()
            self.room.notify()
            return plate

    def __len__(self):
        with self.lock:
            return len(self.plates)
