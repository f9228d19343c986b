"""Keeps the timers in a table, and can't find one that was cancelled or has rung.

Fails: test_cancelled_egg_timer_never_rings
"""

import threading
import time


TIMERS = {}


def egg_timer(seconds, ring, text):
    number = object()

    def rings():
        del TIMERS[number]
        ring(text)

    def cancel():
        TIMERS.pop(number).cancel()

    TIMERS[number] = threading.Timer(seconds, rings)
    TIMERS[number].daemon = True
    TIMERS[number].start()
    return cancel


class Heartbeat:
    def __init__(self, interval, beat):
        self.interval = interval
        self.beat = beat
        self.stopped = threading.Event()
        self.thread = None

    def start(self):
        self.thread = threading.Thread(target=self.loop)
        self.thread.start()

    def loop(self):
        begin = time.monotonic()
        due = begin + self.interval
        while not self.stopped.wait(due - time.monotonic()):
            self.beat()
            due += self.interval
            while due <= time.monotonic():
                due += self.interval

    def stop(self):
        self.stopped.set()
        if self.thread:
            self.thread.join()
