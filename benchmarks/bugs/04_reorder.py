"""SCTBench reorder_3: a checker sees one of two values that belong together."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


class Pair:
    def __init__(self):
        self.a = self.b = 0


def bug():
    pair = Pair()

    def put():
        pair.a = 1
        pair.b = -1

    def check():
        a, b = pair.a, pair.b
        assert (a, b) in [(0, 0), (1, -1)]

    together(put, put, check)


def right():
    pair = Pair()
    lock = threading.Lock()

    def put():
        with lock:
            pair.a = 1
            pair.b = -1

    def check():
        with lock:
            assert (pair.a, pair.b) in [(0, 0), (1, -1)]

    together(put, put, check)
