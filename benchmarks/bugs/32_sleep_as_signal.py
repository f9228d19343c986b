"""Python: a sleep that is to make sure that another thread is ready."""

import threading
import time

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    box = []

    def produce():
        time.sleep(1)
        box.append(1)

    def consume():
        time.sleep(1)
        assert box

    together(produce, consume)


def right():
    box, ready = [], threading.Event()

    def produce():
        time.sleep(1)
        box.append(1)
        ready.set()

    def consume():
        ready.wait()
        assert box

    together(produce, consume)
