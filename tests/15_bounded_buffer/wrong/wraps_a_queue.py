"""Lets queue.Queue do the work. A good idea elsewhere, and not the task here.

Fails: test_rack_is_built_without_the_queue_module
"""

import queue


class Rack:
    def __init__(self, capacity):
        self.plates = queue.Queue(capacity)

    def put(self, plate, timeout=None):
        try:
            self.plates.put(plate, timeout=timeout)
        except queue.Full:
            return False
        return True

    def take(self, timeout=None):
        try:
            return self.plates.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError

    def __len__(self):
        return self.plates.qsize()
