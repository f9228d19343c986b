"""JaConTeBe log4j: the flag is tested outside the lock, then wait."""

import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


def bug():
    changed, state = threading.Condition(), {"ready": False}

    def wait():
        if not state["ready"]:
            with changed:
                changed.wait()

    def tell():
        state["ready"] = True
        with changed:
            changed.notify()

    together(wait, tell)


def right():
    changed, state = threading.Condition(), {"ready": False}

    def wait():
        with changed:
            while not state["ready"]:
                changed.wait()

    def tell():
        with changed:
            state["ready"] = True
            changed.notify()

    together(wait, tell)
