"""Waits one interval after each beat, so that the time of the beats is added: it drifts.

Fails: test_heart_beats_on_time, test_multiple_that_passes_during_a_beat_is_skipped
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
        while not self.stopped.wait(self.interval):
            self.beat()

    def stop(self):
        self.stopped.set()
        if self.thread:
            self.thread.join()
