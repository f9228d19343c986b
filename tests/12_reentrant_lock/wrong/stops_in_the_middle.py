"""Takes one article after the other, and stops at the first that lacks. What it took is gone.

Fails: test_refused_order_takes_nothing
"""

import threading


class Warehouse:
    def __init__(self, stock):
        self.lock = threading.RLock()
        self.stock = dict(stock)

    def count(self, article):
        with self.lock:
            return self.stock.get(article, 0)

    def add(self, article, n):
        with self.lock:
            self.stock[article] = self.stock.get(article, 0) + n

    def take(self, article, n):
        with self.lock:
            if self.count(article) < n:
                return False
            self.stock[article] -= n
            return True

    def ship(self, order):
        with self.lock:
            return all(self.take(article, n) for article, n in order.items())

    def stocktaking(self):
        with self.lock:
            return dict(self.stock)

    def refill(self, minimum, buy):
        for article, n in self.stocktaking().items():
            if n < minimum:
                self.add(article, buy(article))
