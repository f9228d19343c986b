"""Python: a wait ends at the moment at which the event is set."""

import threading
import time

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    done, seen = threading.Event(), []

    def wait():
        seen.append(done.wait(1))

    def finish():
        time.sleep(1)
        done.set()

    together(wait, finish)
    assert seen == [True]


def right():
    done, seen = threading.Event(), []

    def wait():
        seen.append(done.wait(1.5))

    def finish():
        time.sleep(1)
        done.set()

    together(wait, finish)
    assert seen == [True]
