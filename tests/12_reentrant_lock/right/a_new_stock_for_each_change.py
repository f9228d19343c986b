"""Never changes a dictionary: makes the next stock under a lock, and swaps it in as a whole."""

import threading
from collections import Counter


class Warehouse:
    def __init__(self, stock):
        self._changing = threading.Lock()
        self._stock = Counter(stock)

    def count(self, article):
        return self.stocktaking().get(article, 0)

    def stocktaking(self):
        with self._changing:
            stock = self._stock
        return dict(stock)

    def add(self, article, n):
        with self._changing:
            after = self._stock.copy()
            after[article] += n
            self._stock = after

    def take(self, article, n):
        return self.ship({article: n})

    def ship(self, order):
        with self._changing:
            after = self._stock.copy()
            after.subtract(order)
            if min(after.values(), default=0) < 0:
                return False
            self._stock = after
            return True

    def refill(self, minimum, buy):
        for article, n in self.stocktaking().items():
            if n < minimum:
                self.add(article, buy(article))
