"""Believes that all is done when the rail is empty. The last dishes are still on the stove.

Fails: test_idle_means_that_all_is_served, test_burnt_dish_sends_no_cook_home, test_waiters_disturb_no_count
"""

import queue
import threading
import time


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
            dish = self.rail.get()
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
        while not self.rail.empty():
            time.sleep(0.25)

    def close(self):
        with self.lock:
            self.is_open = False
            for _ in self.cooks:
                self.rail.put(None)
        for each in self.cooks:
            each.join()
