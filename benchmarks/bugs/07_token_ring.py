"""SCTBench token_ring: four steps that hand on a token, in any order."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    lock, x = threading.Lock(), [1, 2, 3, 4]

    def step(i):
        with lock:
            x[i] = x[i - 1]

    together(*[lambda i=i: step(i) for i in range(4)])
    assert len(set(x)) == 1


def right():
    x = [1, 2, 3, 4]
    gates = [threading.Event() for _ in range(5)]
    gates[0].set()

    def step(i):
        gates[i].wait()
        x[i] = x[i - 1]
        gates[i + 1].set()

    together(*[lambda i=i: step(i) for i in range(4)])
    assert len(set(x)) == 1
