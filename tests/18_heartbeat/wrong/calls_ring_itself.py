"""Writes Timer(seconds, ring(text)): that rings now, and calls None later.

Fails: test_egg_timer_rings_once, test_cancelled_egg_timer_never_rings
"""

import threading
import time


def egg_timer(seconds, ring, text):
    timer = threading.Timer(seconds, ring(text))
    timer.daemon = True
    timer.start()
    return timer.cancel


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
