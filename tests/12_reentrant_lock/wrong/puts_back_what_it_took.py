"""Takes one article after the other, and puts back what it took if one lacks. Others look in
meanwhile.

Fails: test_nobody_sees_half_an_order
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
        taken = []
        for article, n in order.items():
            if not self.take(article, n):
                for other in taken:
                    self.add(other, order[other])
                return False
            taken.append(article)
        return True

    def stocktaking(self):
        with self.lock:
            return dict(self.stock)

    def refill(self, minimum, buy):
        for article, n in self.stocktaking().items():
            if n < minimum:
                self.add(article, buy(article))
