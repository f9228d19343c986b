"""A ring of fixed places with a head and a count, and one Condition for all."""

import threading


class Rack:
    def __init__(self, capacity):
        self.places = [None] * capacity
        self.first = 0
        self.count = 0
        self.changed = threading.Condition(threading.Lock())

    def has_room(self):
        return self.count < len(self.places)

    def put(self, plate, timeout=None):
        with self.changed:
            if not self.changed.wait_for(self.has_room, timeout):
                return False
            self.places[(self.first + self.count) % len(self.places)] = plate
            self.count += 1
            self.changed.notify_all()
        return True

    def take(self, timeout=None):
        with self.changed:
            if not self.changed.wait_for(lambda: self.count, timeout):
                raise TimeoutError
            plate, self.places[self.first] = self.places[self.first], None
            self.first = (self.first + 1) % len(self.places)
            self.count -= 1
            self.changed.notify_all()
            return plate

    def __len__(self):
        with self.changed:
            return self.count
