"""Python: `while not done: pass`."""

import threading
import time

from benchmarks.bugs import together

EXPECTED = "BusyWait"


def bug():
    state = {"done": False}

    def finish():
        time.sleep(1)
        state["done"] = True

    def wait():
        while not state["done"]:
            pass

    together(finish, wait)


def right():
    done = threading.Event()

    def finish():
        time.sleep(1)
        done.set()

    together(finish, done.wait)
