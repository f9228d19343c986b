"""Takes a plain Lock in every method. A Lock does not ask who comes: ship waits for itself.

Fails: test_orders_are_shipped_one_after_the_other, test_refused_order_takes_nothing, test_last_lamp_is_shipped_once, test_nobody_sees_half_an_order, test_no_piece_is_lost, test_buyer_that_fails_does_no_harm
"""

import threading


class Warehouse:
    def __init__(self, stock):
        self.lock = threading.Lock()
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
