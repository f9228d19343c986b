"""The dish rack: a buffer with little room, built from a Condition."""

import threading
import time
from collections import deque


class Rack:
    """First in, first out, with room for `capacity` plates. Do not import the queue module."""

    def __init__(self, capacity: int):
        """Begin with an empty rack."""
        # TODO: make a place for the plates, and what threads can wait for.
        raise NotImplementedError("make an empty rack, and a Condition")

    def put(self, plate: object, timeout: float | None = None) -> bool:
        """Wait until there is room, then add the plate and return True.

        If there is no room within `timeout` seconds, return False. None means: wait for ever.
        """
        # TODO: wait for room, but no longer than the timeout; and tell the others what you did.
        raise NotImplementedError("wait for room, and add the plate")

    def take(self, timeout: float | None = None) -> object:
        """Wait until there is a plate, then remove and return the oldest one.

        If there is none within `timeout` seconds, raise TimeoutError. None means: wait for ever.
        """
        # TODO: wait for a plate, but no longer than the timeout; and tell the others what you did.
        raise NotImplementedError("wait for a plate, and return the oldest one")

    def __len__(self) -> int:
        """Return how many plates are in the rack."""
        raise NotImplementedError("count the plates")


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
