"""Asks once before it sleeps, and not again afterwards: somebody else may have been faster.

Fails: test_two_dryers_share_what_comes, test_two_washers_share_the_room, test_timeout_is_for_the_whole_call, test_nobody_sleeps_on_while_there_is_work
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
            if len(self.plates) >= self.capacity:
                if not self.changed.wait(timeout):
                    return False
            self.plates.append(plate)
            self.changed.notify_all()
            return True

    def take(self, timeout=None):
        with self.changed:
            if len(self.plates) == 0:
                if not self.changed.wait(timeout):
                    raise TimeoutError
            plate = self.plates.popleft()
            self.changed.notify_all()
            return plate

    def __len__(self):
        with self.changed:
            return len(self.plates)
