"""SCTBench twostage: two values under two locks, one after the other."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    la, lb, data = threading.Lock(), threading.Lock(), {"a": 0, "b": 0}

    def write():
        with la:
            data["a"] = 1
        with lb:
            data["b"] = data["a"] + 1

    def read():
        with la:
            a = data["a"]
        if a:
            with lb:
                assert data["b"] == a + 1

    together(write, read)


def right():
    la, data = threading.Lock(), {"a": 0, "b": 0}

    def write():
        with la:
            data["a"] = 1
            data["b"] = data["a"] + 1

    def read():
        with la:
            if data["a"]:
                assert data["b"] == data["a"] + 1

    together(write, read)
