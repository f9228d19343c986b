"""A decorator takes the lock of a Condition around each method; it is an RLock, by default."""

import functools
import threading


def locked(method):
    @functools.wraps(method)
    def inside(self, *args):
        with self._lock:
            return method(self, *args)

    return inside


class Warehouse:
    def __init__(self, stock):
        self._lock = threading.Condition()
        self._stock = {**stock}

    @locked
    def count(self, article):
        return self._stock.get(article, 0)

    @locked
    def add(self, article, n):
        self._stock[article] = self.count(article) + n

    @locked
    def take(self, article, n):
        enough = self.count(article) >= n
        if enough:
            self.add(article, -n)
        return enough

    @locked
    def ship(self, order):
        possible = all(self.count(article) >= n for article, n in order.items())
        if possible:
            for article, n in order.items():
                self.take(article, n)
        return possible

    @locked
    def stocktaking(self):
        return self._stock.copy()

    def refill(self, minimum, buy):
        scarce = [article for article, n in self.stocktaking().items() if n < minimum]
        for article in scarce:
            self.add(article, buy(article))
