"""A clock thread leaves a multiple out while a beat runs: the beats have threads of their own."""

import threading


def egg_timer(seconds, ring, text):
    class Egg(threading.Thread):
        def run(self):
            if not cancelled.acquire(timeout=seconds):
                ring(text)

    cancelled = threading.Semaphore(0)
    Egg(daemon=True).start()
    return cancelled.release


class Heartbeat:
    def __init__(self, interval, beat):
        self.interval = interval
        self.beat = beat
        self.stopped = threading.Event()
        self.ticker = None
        self.beating = None

    def start(self):
        self.ticker = threading.Thread(target=self.tick)
        self.ticker.start()

    def tick(self):
        # nothing here takes any time: a wait of one interval after the other doesn't drift
        while not self.stopped.wait(self.interval):
            if self.beating is None or not self.beating.is_alive():
                self.beating = threading.Thread(target=self.beat)
                self.beating.start()

    def stop(self):
        self.stopped.set()
        for thread in (self.ticker, self.beating):
            if thread:
                thread.join()
