"""SCTBench deadlock01: two locks, taken in two orders."""

import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


def bug():
    a, b = threading.Lock(), threading.Lock()

    def one():
        with a, b:
            pass

    def two():
        with b, a:
            pass

    together(one, two)


def right():
    a, b = threading.Lock(), threading.Lock()

    def both():
        with a, b:
            pass

    together(both, both)
