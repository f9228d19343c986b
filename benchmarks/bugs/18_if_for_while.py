"""Inspect boundedBuffer: `if` for `while`, so that a wake-up is stolen."""

import threading

from benchmarks.bugs import together

EXPECTED = "IndexError"


def bug():
    changed, items = threading.Condition(), []

    def put():
        with changed:
            items.append(1)
            changed.notify_all()

    def get():
        with changed:
            if not items:
                changed.wait()
            return items.pop()

    together(get, get, put, lambda: [put()])


def right():
    changed, items = threading.Condition(), []

    def put():
        with changed:
            items.append(1)
            changed.notify_all()

    def get():
        with changed:
            while not items:
                changed.wait()
            return items.pop()

    together(get, get, put, lambda: [put()])
