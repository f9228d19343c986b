"""A condition instead of an event; the egg timer is a daemon that waits for its cancellation."""

import threading
import time


def egg_timer(seconds, ring, text):
    cancelled = threading.Event()

    def wait():
        if not cancelled.wait(timeout=seconds):
            ring(text)

    threading.Thread(target=wait, daemon=True).start()
    return cancelled.set


class Heartbeat:
    def __init__(self, interval, beat):
        self.interval = interval
        self.beat = beat
        self.changed = threading.Condition()
        self.state = "new"
        self.thread = threading.Thread(target=self.run)

    def start(self):
        self.state = "beating"
        self.begin = time.monotonic()
        self.thread.start()

    def run(self):
        number = 1
        while True:
            due = self.begin + number * self.interval
            with self.changed:
                if self.changed.wait_for(lambda: self.state == "stopped", due - time.monotonic()):
                    return
            self.beat()
            number += 1
            while self.begin + number * self.interval < time.monotonic():
                number += 1

    def stop(self):
        with self.changed:
            before, self.state = self.state, "stopped"
            self.changed.notify_all()
        if before != "new" and self.thread.is_alive():
            self.thread.join()
