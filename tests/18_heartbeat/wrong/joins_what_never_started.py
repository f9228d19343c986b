"""Makes the thread at once, and joins it in stop() even if it was never started.

Fails: test_stop_is_harmless_twice_and_before_start
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
        self.thread = threading.Thread(target=self.loop)

    def start(self):
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
        self.thread.join()
