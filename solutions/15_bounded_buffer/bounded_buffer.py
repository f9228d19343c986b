"""The dish rack: a buffer with little room, built from a Condition."""

import threading
import time
from collections import deque


class Rack:
    """First in, first out, with room for `capacity` plates. Do not import the queue module."""

    def __init__(self, capacity: int):
        """Begin with an empty rack."""
        self.capacity = capacity
        self.plates = deque()
        # A lock, and a bench on which threads sleep until the plates have changed.
        self.changed = threading.Condition()

    def put(self, plate: object, timeout: float | None = None) -> bool:
        """Wait until there is room, then add the plate and return True.

        If there is no room within `timeout` seconds, return False. None means: wait for ever.
        """
        with self.changed:
            # wait_for() is  while not room: wait()  with one deadline for all rounds. It gives the
            # lock back while it sleeps, and has it again when it returns: there is room now, and
            # there still will be in the next line.
            if not self.changed.wait_for(lambda: len(self.plates) < self.capacity, timeout):
                return False
            self.plates.append(plate)
            # Wake all: on this bench sleep washers, too, and notify() could wake one of those.
            self.changed.notify_all()
            return True

    def take(self, timeout: float | None = None) -> object:
        """Wait until there is a plate, then remove and return the oldest one.

        If there is none within `timeout` seconds, raise TimeoutError. None means: wait for ever.
        """
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.plates) > 0, timeout):
                raise TimeoutError("no plate came")
            plate = self.plates.popleft()
            self.changed.notify_all()
            return plate

    def __len__(self) -> int:
        """Return how many plates are in the rack."""
        with self.changed:
            return len(self.plates)


if __name__ == "__main__":
    # Run this file to watch a fast washer and a slow dryer:  python bounded_buffer.py
    # From the third plate on, the washer must wait for the dryer.
    rack = Rack(capacity=2)

    def wash():
        for plate in range(1, 6):
            rack.put(plate)
            print("washed", plate)

    washer = threading.Thread(target=wash)
    washer.start()
    for _ in range(5):
        time.sleep(1)
        print("dried", rack.take())
    washer.join()
