"""SCTBench lazy01: a third adder may come before the check."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    lock, data = threading.Lock(), {"n": 0}

    def add(amount):
        with lock:
            data["n"] += amount

    def check():
        with lock:
            assert data["n"] < 3

    together(lambda: add(1), lambda: add(2), check)


def right():
    lock, data = threading.Lock(), {"n": 0}

    def add(amount):
        with lock:
            data["n"] += amount

    def check():
        with lock:
            assert data["n"] <= 3

    together(lambda: add(1), lambda: add(2), check)
