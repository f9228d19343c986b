"""JaConTeBe DBCP-65: the lock order hides in callbacks between two objects."""

import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


class Part:
    def __init__(self):
        self.lock, self.other = threading.Lock(), None

    def evict(self):
        with self.lock:
            if self.other:
                self.other.close()

    def close(self):
        with self.lock:
            pass


def bug():
    pool, connection = Part(), Part()
    pool.other, connection.other = connection, pool
    together(pool.evict, connection.evict)


def right():
    pool, connection = Part(), Part()
    pool.other = connection
    together(pool.evict, pool.evict)
