"""The warehouse that locked itself out: methods that lock, and call each other."""

import threading
from collections.abc import Callable


class Warehouse:
    """Knows how many pieces of each article it holds. Many threads use it at the same time."""

    def __init__(self, stock: dict[str, int]):
        """Begin with a copy of `stock`."""
        # TODO: keep a copy of the stock, and make what protects it.
        raise NotImplementedError("keep a copy of the stock, and make a lock for it")

    def count(self, article: str) -> int:
        """Return how many pieces there are; 0 if the article is unknown."""
        raise NotImplementedError("count the pieces of an article")

    def add(self, article: str, n: int) -> None:
        """Add n pieces; the article may be a new one."""
        raise NotImplementedError("add pieces of an article")

    def take(self, article: str, n: int) -> bool:
        """Take n pieces and return True. If there are fewer, take none: return False."""
        raise NotImplementedError("take pieces of an article")

    def ship(self, order: dict[str, int]) -> bool:
        """Take all articles of the order and return True, or take none of them: return False.

        No other thread ever sees a half-shipped order.
        """
        # TODO: look first, then take; and let nobody in before you are done.
        raise NotImplementedError("take all articles of an order, or none")

    def stocktaking(self) -> dict[str, int]:
        """Return a copy of the whole stock, as it is at one moment."""
        raise NotImplementedError("copy the whole stock")

    def refill(self, minimum: int, buy: Callable[[str], int]) -> None:
        """Call buy(article) for each article with fewer than `minimum` pieces, and add the result.

        buy may itself use this warehouse: it looks up counts.
        If it raises, the exception goes on, and the warehouse stays usable for every thread.
        """
        # TODO: buy what is scarce. You don't know what buy() does, nor how long it takes.
        raise NotImplementedError("buy more of what is scarce")


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
