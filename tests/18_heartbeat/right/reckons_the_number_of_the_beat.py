"""Reckons which multiple is next from the time that has passed."""

import math
import threading
import time


def egg_timer(seconds, ring, text):
    timer = threading.Timer(seconds, lambda: ring(text))
    timer.daemon = True
    timer.start()

    def cancel():
        timer.cancel()

    return cancel


class Heartbeat:
    def __init__(self, interval, beat):
        self.interval = interval
        self.beat = beat
        self.stopped = threading.Event()
        self.threads = []

    def start(self):
        thread = threading.Thread(target=self.loop, daemon=True)
        self.threads.append(thread)
        thread.start()

    def loop(self):
        begin = time.perf_counter()
        while True:
            passed = time.perf_counter() - begin
            number = math.floor(passed / self.interval + 1e-9) + 1
            if self.stopped.wait(number * self.interval - passed):
                return
            self.beat()

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()
