"""Returns None when the time is over: the caller takes it for a plate.

Fails: test_time_runs_out, test_timeout_is_for_the_whole_call
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
                return None
            plate = self.plates.popleft()
            self.changed.notify_all()
            return plate

    def __len__(self):
        with self.changed:
            return len(self.plates)
