"""Gives the lock back and looks again ten times a second: late, and never asleep.

Fails: test_dryer_waits_while_the_rack_is_empty, test_nobody_sleeps_on_while_there_is_work, test_timeout_is_for_the_whole_call
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
        while True:
            with self.lock:
                if len(self.plates) < self.capacity:
                    self.plates.append(plate)
                    return True
            if time.monotonic() >= end:
                return False
            time.sleep(0.1)

    def take(self, timeout=None):
        end = float("inf") if timeout is None else time.monotonic() + timeout
        while True:
            with self.lock:
                if self.plates:
                    return self.plates.popleft()
            if time.monotonic() >= end:
                raise TimeoutError
            time.sleep(0.1)

    def __len__(self):
        return len(self.plates)
