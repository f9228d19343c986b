"""The warehouse that locked itself out: methods that lock, and call each other."""

import threading
from collections.abc import Callable


class Warehouse:
    """Knows how many pieces of each article it holds. Many threads use it at the same time."""

    def __init__(self, stock: dict[str, int]):
        """Begin with a copy of `stock`."""
        # The methods below call each other while they hold the lock. An RLock lets the thread in
        # again that has it already, and counts; others wait until it has left as often as it came.
        self.lock = threading.RLock()
        self.stock = dict(stock)

    def count(self, article: str) -> int:
        """Return how many pieces there are; 0 if the article is unknown."""
        with self.lock:
            return self.stock.get(article, 0)

    def add(self, article: str, n: int) -> None:
        """Add n pieces; the article may be a new one."""
        with self.lock:
            self.stock[article] = self.stock.get(article, 0) + n

    def take(self, article: str, n: int) -> bool:
        """Take n pieces and return True. If there are fewer, take none: return False."""
        # Looking and taking are one step: nobody else comes between them.
        with self.lock:
            if self.count(article) < n:
                return False
            self.stock[article] -= n
            return True

    def ship(self, order: dict[str, int]) -> bool:
        """Take all articles of the order and return True, or take none of them: return False.

        No other thread ever sees a half-shipped order.
        """
        # One `with` around everything. count() and take() lock too, but only for themselves:
        # without this one, another thread could come in between two of them.
        with self.lock:
            if any(self.count(article) < n for article, n in order.items()):
                return False
            for article, n in order.items():
                self.take(article, n)
            return True

    def stocktaking(self) -> dict[str, int]:
        """Return a copy of the whole stock, as it is at one moment."""
        with self.lock:
            return dict(self.stock)

    def refill(self, minimum: int, buy: Callable[[str], int]) -> None:
        """Call buy(article) for each article with fewer than `minimum` pieces, and add the result.

        buy may itself use this warehouse: it looks up counts.
        If it raises, the exception goes on, and the warehouse stays usable for every thread.
        """
        # We go over a copy, and hold no lock while we buy: that may take long, and buy() may do
        # anything, such as wait for a thread that needs this warehouse. add() locks by itself.
        for article, n in self.stocktaking().items():
            if n < minimum:
                self.add(article, buy(article))


if __name__ == "__main__":
    # Run this file to watch two orders for the last lamp:  python reentrant_lock.py
    # One of them must get it, and the other one must not get its bulb.
    warehouse = Warehouse({"lamp": 1, "bulb": 2})
    order = {"lamp": 1, "bulb": 1}
    threads = [
        threading.Thread(target=lambda: print("shipped:", warehouse.ship(order))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("left:", warehouse.stocktaking())
