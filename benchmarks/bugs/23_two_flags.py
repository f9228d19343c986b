"""Deadlock Empire: mutual exclusion by a plain flag."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


class Room:
    def __init__(self):
        self.busy = False
        self.inside = 0


def bug():
    room = Room()

    def enter():
        if not room.busy:
            room.busy = True
            room.inside += 1
            assert room.inside == 1
            room.inside -= 1
            room.busy = False

    together(enter, enter)


def right():
    room, lock = Room(), threading.Lock()

    def enter():
        with lock:
            room.inside += 1
            assert room.inside == 1
            room.inside -= 1

    together(enter, enter)
