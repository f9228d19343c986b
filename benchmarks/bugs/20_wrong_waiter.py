"""JaConTeBe POOL-146: notify wakes the wrong kind of waiter."""

import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


def bug():
    changed, free = threading.Condition(), {"a": 0, "b": 0}

    def borrow(kind):
        with changed:
            while not free[kind]:
                changed.wait()
            free[kind] -= 1

    def give():
        with changed:
            free["b"] += 1
            changed.notify()
        with changed:
            free["a"] += 1
            changed.notify()

    together(lambda: borrow("a"), lambda: borrow("b"), give)


def right():
    changed, free = threading.Condition(), {"a": 0, "b": 0}

    def borrow(kind):
        with changed:
            while not free[kind]:
                changed.wait()
            free[kind] -= 1

    def give():
        for kind in "ba":
            with changed:
                free[kind] += 1
                changed.notify_all()

    together(lambda: borrow("a"), lambda: borrow("b"), give)
