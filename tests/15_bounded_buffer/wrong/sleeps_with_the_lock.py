"""Sleeps with the lock in its hand: nobody else comes in to change anything.

Fails: test_washer_waits_while_the_rack_is_full, test_dryer_waits_while_the_rack_is_empty, test_two_dryers_share_what_comes, test_two_washers_share_the_room, test_nobody_sleeps_on_while_there_is_work, test_timeout_is_for_the_whole_call
"""

import threading
import time
from collections import deque


class Rack:
    def __init__(self, capacity):
        self.capacity = capacity
        self.plates = deque()
        self.lock = threading.Lock()

    def put(self, plate, timeout=None):
        end = float("inf") if timeout is None else time.monotonic() + timeout
        with self.lock:
            while len(self.plates) >= self.capacity:
                if time.monotonic() >= end:
                    return False
                time.sleep(0.25)
            self.plates.append(plate)
            return True

    def take(self, timeout=None):
        end = float("inf") if timeout is None else time.monotonic() + timeout
        with self.lock:
            while not self.plates:
                if time.monotonic() >= end:
                    raise TimeoutError
                time.sleep(0.25)
            return self.plates.popleft()

    def __len__(self):
        return len(self.plates)
