"""Believes that += on a number is one step, and needs no lock.

Fails: test_no_piece_is_lost
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
        if article not in self.stock:
            self.stock[article] = 0
        self.stock[article] += n

    def take(self, article, n):
        with self.lock:
            if self.count(article) < n:
                return False
            self.stock[article] -= n
            return True

    def ship(self, order):
        with self.lock:
            if any(self.count(article) < n for article, n in order.items()):
                return False
            for article, n in order.items():
                self.take(article, n)
            return True

    def stocktaking(self):
        with self.lock:
            return dict(self.stock)

    def refill(self, minimum, buy):
        for article, n in self.stocktaking().items():
            if n < minimum:
                self.add(article, buy(article))
