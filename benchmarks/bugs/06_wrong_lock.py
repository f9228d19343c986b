"""SCTBench wronglock: one variable under different locks."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    mine, theirs, data = threading.Lock(), threading.Lock(), {"n": 0}

    def one():
        with mine:
            data["n"] += 1

    def two():
        with theirs:
            data["n"] += 1

    together(one, two)
    assert data["n"] == 2


def right():
    mine, data = threading.Lock(), {"n": 0}

    def one():
        with mine:
            data["n"] += 1

    together(one, one)
    assert data["n"] == 2
