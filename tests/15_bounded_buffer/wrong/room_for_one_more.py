"""Is off by one: the rack takes one plate more than its capacity.

Fails: test_washer_waits_while_the_rack_is_full, test_two_washers_share_the_room, test_time_runs_out
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
            if not self.changed.wait_for(lambda: len(self.plates) <= self.capacity, timeout):
                return False
            self.plates.append(plate)
            self.changed.notify_all()
            return True

    def take(self, timeout=None):
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.plates) > 0, timeout):
                raise TimeoutError
            plate = self.plates.popleft()
            self.changed.notify_all()
            return plate

    def __len__(self):
        with self.changed:
            return len(self.plates)
