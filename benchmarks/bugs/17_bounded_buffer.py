"""Coyote BoundedBuffer: one condition for two kinds of waiters, and notify()."""

import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


class Buffer:
    def __init__(self, changed, everybody=False):
        self.changed, self.items = changed, 0
        self.tell = changed.notify_all if everybody else changed.notify

    def put(self):
        with self.changed:
            while self.items == 1:
                self.changed.wait()
            self.items += 1
            self.tell()

    def get(self):
        with self.changed:
            while self.items == 0:
                self.changed.wait()
            self.items -= 1
            self.tell()


def bug():
    buffer = Buffer(threading.Condition())
    together(buffer.get, buffer.get, lambda: [buffer.put(), buffer.put()])


def right():
    buffer = Buffer(threading.Condition(), everybody=True)
    together(buffer.get, buffer.get, lambda: [buffer.put(), buffer.put()])
