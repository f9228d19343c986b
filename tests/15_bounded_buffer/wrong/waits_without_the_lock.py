"""Waits without having the lock: wait() must give it back, and cannot.

Fails: test_washer_waits_while_the_rack_is_full, test_dryer_waits_while_the_rack_is_empty, test_two_dryers_share_what_comes, test_two_washers_share_the_room, test_nobody_sleeps_on_while_there_is_work, test_time_runs_out, test_timeout_is_for_the_whole_call
"""

import threading
from collections import deque


class Rack:
    def __init__(self, capacity):
        self.capacity = capacity
        self.plates = deque()
        self.changed = threading.Condition()

    def put(self, plate, timeout=None):
        if not self.changed.wait_for(lambda: len(self.plates) < self.capacity, timeout):
            return False
        with self.changed:
            self.plates.append(plate)
            self.changed.notify_all()
            return True

    def take(self, timeout=None):
        if not self.changed.wait_for(lambda: len(self.plates) > 0, timeout):
            raise TimeoutError
        with self.changed:
            plate = self.plates.popleft()
            self.changed.notify_all()
            return plate

    def __len__(self):
        with self.changed:
            return len(self.plates)
