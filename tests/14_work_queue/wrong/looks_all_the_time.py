"""Asks with get_nowait(), again and again: an idle cook never sleeps.

Fails: test_idle_means_that_all_is_served, test_empty_kitchen_closes_at_once
"""

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
        while True:
            try:
                dish = self.rail.get_nowait()
            except queue.Empty:
                continue
            try:
                if dish is None:
                    return
                self.served.append(self.cook(dish))
            except Exception as error:
                self.burnt.append((dish, error))
            finally:
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
            for _ in self.cooks:
                self.rail.put(None)
        for each in self.cooks:
            each.join()
