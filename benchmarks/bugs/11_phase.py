"""SCTBench phase01: a thread ends holding a lock."""

import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


def bug():
    x = threading.Lock()

    def work():
        x.acquire()

    together(work, work)


def right():
    x = threading.Lock()

    def work():
        with x:
            pass

    together(work, work)
