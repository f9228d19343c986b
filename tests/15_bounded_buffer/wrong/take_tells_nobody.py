"""Believes that only new plates are news. The washers wait for room, for ever.

Fails: test_washer_waits_while_the_rack_is_full, test_two_dryers_share_what_comes, test_two_washers_share_the_room, test_nobody_sleeps_on_while_there_is_work
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
            self.changed.notify_all()
            return True

    def take(self, timeout=None):
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.plates) > 0, timeout):
                raise TimeoutError
            return self.plates.popleft()

    def __len__(self):
        with self.changed:
            return len(self.plates)
