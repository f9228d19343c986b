"""Takes the egg timer for an alarm clock: it rings every so many seconds.

Fails: test_egg_timer_rings_once
"""

import threading
import time


def egg_timer(seconds, ring, text):
    cancelled = threading.Event()

    def wait():
        while not cancelled.wait(seconds):
            ring(text)

    threading.Thread(target=wait, daemon=True).start()
    return cancelled.set


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
