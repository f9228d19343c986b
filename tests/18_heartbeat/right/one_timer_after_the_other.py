"""A chain of timers: a lock lets stop() cancel the next one for certain."""

import threading
import time


def egg_timer(seconds, ring, text):
    timer = threading.Timer(seconds, ring, kwargs={}, args=[text])
    timer.daemon = True
    timer.start()
    return timer.cancel


class Heartbeat:
    def __init__(self, interval, beat):
        self.interval = interval
        self.beat = beat
        self.lock = threading.Lock()
        self.stopped = False
        self.timer = None

    def start(self):
        self.begin = time.monotonic()
        self.number = 0
        self.set_timer()

    def set_timer(self):
        with self.lock:
            if self.stopped:
                return
            passed = time.monotonic() - self.begin
            self.number = max(self.number, int(passed // self.interval)) + 1
            self.timer = threading.Timer(self.number * self.interval - passed, self.tick)
            self.timer.start()

    def tick(self):
        with self.lock:
            if self.stopped:
                return
        self.beat()
        self.set_timer()

    def stop(self):
        with self.lock:
            self.stopped = True
        if self.timer is not None:
            self.timer.cancel()
            self.timer.join()
