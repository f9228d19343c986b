"""Sleeps a little and looks at the flag, again and again, instead of waiting for it.

Fails: test_stop_between_two_beats_returns_at_once
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
        self.stopped = threading.Event()
        self.thread = None

    def start(self):
        self.thread = threading.Thread(target=self.loop)
        self.thread.start()

    def loop(self):
        begin = time.monotonic()
        due = begin + self.interval
        while not self.stopped.is_set():
            time.sleep(0.1)
            if self.stopped.is_set() or time.monotonic() < due - 0.01:
                continue
            self.beat()
            due += self.interval
            while due <= time.monotonic():
                due += self.interval

    def stop(self):
        self.stopped.set()
        if self.thread:
            self.thread.join()
