"""SCTBench carter01: the first of a class takes the class's lock, the last gives it back."""

import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


def bug():
    m, gate, count = threading.Lock(), threading.Lock(), {"a": 0, "b": 0}

    def visit(kind):
        with m:
            count[kind] += 1
            if count[kind] == 1:
                gate.acquire()
        with m:
            count[kind] -= 1
            if count[kind] == 0:
                gate.release()

    together(lambda: visit("a"), lambda: visit("b"))


def right():
    ma, mb, gate = threading.Lock(), threading.Lock(), threading.Lock()
    count = {"a": 0, "b": 0}

    def visit(kind, m):
        with m:
            count[kind] += 1
            if count[kind] == 1:
                gate.acquire()
        with m:
            count[kind] -= 1
            if count[kind] == 0:
                gate.release()

    together(lambda: visit("a", ma), lambda: visit("b", mb))
