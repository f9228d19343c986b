"""Waits for the rail first, under its lock, and hangs up the slips afterwards."""

import queue
import threading


class Kitchen:
    def __init__(self, cook, cooks=2):
        self.cook = cook
        self.served = []
        self.burnt = []
        self.rail = queue.Queue()
        self.lock = threading.Lock()
        self.is_open = True
        self.cooks = [threading.Thread(target=self.work) for _ in range(cooks)]
        for each in self.cooks:
            each.start()

    def work(self):
        for dish in iter(self.rail.get, None):
            try:
                self.served.append(self.cook(dish))
            except Exception as error:
                self.burnt.append((dish, error))
            self.rail.task_done()

    def order(self, dish):
        with self.lock:
            if not self.is_open:
                raise RuntimeError("the kitchen is closed")
            self.rail.put(dish)

    def wait_until_idle(self):
        self.rail.join()

    def close(self):
        with self.lock:
            self.is_open = False
            self.rail.join()
        for _ in self.cooks:
            self.rail.put(None)
        for each in self.cooks:
            each.join()
