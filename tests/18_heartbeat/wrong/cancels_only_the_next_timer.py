"""One Timer after the other, and stop() cancels the last: a beat that is running has no timer to
cancel, and sets the next one.

Fails: test_stop_waits_for_a_running_beat
"""

import threading
import time


def egg_timer(seconds, ring, text):
    timer = threading.Timer(seconds, ring, args=(text,))
    timer.daemon = True
    timer.start()
    return timer.cancel


class Heartbeat:
    def __init__(self, interval, beat):
        self.interval = interval
        self.beat = beat
        self.timer = None

    def start(self):
        self.due = time.monotonic()
        self.wait_for_the_next()

    def wait_for_the_next(self):
        self.due += self.interval
        while self.due <= time.monotonic():
            self.due += self.interval
        self.timer = threading.Timer(self.due - time.monotonic(), self.tick)
        self.timer.daemon = True
        self.timer.start()

    def tick(self):
        self.beat()
        self.wait_for_the_next()

    def stop(self):
        if self.timer:
            self.timer.cancel()
            self.timer.join()
