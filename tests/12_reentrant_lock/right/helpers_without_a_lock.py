"""Has a plain Lock in the public methods, and helpers that take none."""

import threading


class Warehouse:
    def __init__(self, stock):
        self.lock = threading.Lock()
        self.stock = dict(stock)

    def _count(self, article):
        return self.stock.get(article, 0)

    def _take(self, article, n):
        self.stock[article] -= n

    def _add(self, article, n):
        self.stock[article] = self._count(article) + n

    def count(self, article):
        with self.lock:
            return self._count(article)

    def add(self, article, n):
        with self.lock:
            self._add(article, n)

    def take(self, article, n):
        return self.ship({article: n})

    def ship(self, order):
        with self.lock:
            if any(self._count(article) < n for article, n in order.items()):
                return False
            for article, n in order.items():
                self._take(article, n)
            return True

    def stocktaking(self):
        with self.lock:
            return dict(self.stock)

    def refill(self, minimum, buy):
        for article, n in self.stocktaking().items():
            if n < minimum:
                self.add(article, buy(article))
