"""Python: two unlocked increments."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    data = {"n": 0}

    def increment():
        data["n"] += 1

    together(increment, increment)
    assert data["n"] == 2


def right():
    data, lock = {"n": 0}, threading.Lock()

    def increment():
        with lock:
            data["n"] += 1

    together(increment, increment)
    assert data["n"] == 2
