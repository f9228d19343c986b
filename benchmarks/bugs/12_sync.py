"""SCTBench sync01: a condition that nobody can signal."""

import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


def bug():
    empty, data = threading.Condition(), {"n": 1}

    def put():
        with empty:
            while data["n"] > 0:
                empty.wait()
            data["n"] += 1

    def get():
        with empty:
            while data["n"] == 0:
                empty.wait()

    together(put, get)


def right():
    empty, data = threading.Condition(), {"n": 1}

    def put():
        with empty:
            while data["n"] > 0:
                empty.wait()
            data["n"] += 1

    def get():
        with empty:
            data["n"] -= 1
            empty.notify()

    together(put, get)
