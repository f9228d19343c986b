"""Deadlock Empire: a semaphore is released without having been acquired."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    tickets, inside = threading.Semaphore(1), []

    def enter():
        if tickets.acquire(blocking=False):
            inside.append(1)
            assert len(inside) == 1
            inside.pop()
        tickets.release()

    together(enter, enter, enter)


def right():
    tickets, inside = threading.Semaphore(1), []

    def enter():
        if tickets.acquire(blocking=False):
            inside.append(1)
            assert len(inside) == 1
            inside.pop()
            tickets.release()

    together(enter, enter, enter)
