"""Lets a ThreadPoolExecutor do it: it has a queue, workers, and refuses work after shutdown()."""

from concurrent.futures import ThreadPoolExecutor, wait


class Kitchen:
    def __init__(self, cook, cooks=2):
        self.cook = cook
        self.served = []
        self.burnt = []
        self.pool = ThreadPoolExecutor(cooks)
        self.orders = []

    def make(self, dish):
        try:
            self.served.append(self.cook(dish))
        except Exception as error:
            self.burnt.append((dish, error))

    def order(self, dish):
        self.orders.append(self.pool.submit(self.make, dish))

    def wait_until_idle(self):
        wait(list(self.orders))

    def close(self):
        self.pool.shutdown()
