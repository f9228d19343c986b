"""Counts the open orders by itself, without a lock: += and -= lose a step.

Fails: test_waiters_disturb_no_count
"""

import queue
import threading


class Kitchen:
    def __init__(self, cook, cooks=2):
        self.cook = cook
        self.served = []
        self.burnt = []
        self.rail = queue.Queue()
        self.pending = 0
        self.idle = threading.Event()
        self.idle.set()
        self.lock = threading.Lock()
        self.is_open = True
        self.cooks = [threading.Thread(target=self.work) for _ in range(cooks)]
        for each in self.cooks:
            each.start()

    def work(self):
        while True:
            dish = self.rail.get()
            if dish is None:
                return
            try:
                self.served.append(self.cook(dish))
            except Exception as error:
                self.burnt.append((dish, error))
            self.pending -= 1
            if self.pending == 0:
                self.idle.set()

    def order(self, dish):
        with self.lock:
            if not self.is_open:
                raise RuntimeError("the kitchen is closed")
            self.pending += 1
            self.idle.clear()
            self.rail.put(dish)

    def wait_until_idle(self):
        self.idle.wait()

    def close(self):
        with self.lock:
            self.is_open = False
            for _ in self.cooks:
                self.rail.put(None)
        for each in self.cooks:
            each.join()
