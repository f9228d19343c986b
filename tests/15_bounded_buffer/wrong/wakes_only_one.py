"""Uses notify() where washers and dryers sleep on one bench: it may wake the wrong one.

Fails: test_two_dryers_share_what_comes, test_nobody_sleeps_on_while_there_is_work, test_two_washers_share_the_room
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
            if not self.changed.wait_for(lambda: len(self.plates) < self.capacity, timeout):
                return False
            self.plates.append(plate)
            self.changed.notify()
            return True

    def take(self, timeout=None):
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.plates) > 0, timeout):
                raise TimeoutError
            plate = self.plates.popleft()
            self.changed.notify()
            return plate

    def __len__(self):
        with self.changed:
            return len(self.plates)
