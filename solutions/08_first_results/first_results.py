"""Price comparison: who answers first? Three questions to many shops, and a tool for each."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait


def as_they_arrive(
    ask: Callable[[str], float],
    shops: list[str],
) -> Iterator[tuple[str, float]]:
    """Ask all shops at the same time; yield (shop, price) at the moment each answer arrives.

    ask(shop) returns a price, or raises an exception. Shops for which it raises are left out.
    """
    # One thread for each shop, or the last ones would have to wait for their turn. (A pool must
    # have at least one thread, even if there is nothing to do.)
    with ThreadPoolExecutor(max_workers=len(shops) or 1) as pool:
        # as_completed() gives back Futures, in the order in which they are done. The dictionary
        # remembers whose they are.
        shop_of = {pool.submit(ask, shop): shop for shop in shops}
        for future in as_completed(shop_of):
            # The future is done, so exception() and result() don't wait any more.
            if future.exception() is None:
                yield shop_of[future], future.result()


def first_answer(
    ask: Callable[[str], float],
    shops: list[str],
) -> tuple[str, float]:
    """Ask all shops at the same time; return the first (shop, price) that arrives.

    Return at the moment it arrives, without waiting for the others. A shop for which ask() raises
    has given no answer. If no shop gives one, raise LookupError, also if there are no shops.
    """
    # No `with` here: at its end it waits for all threads, and so for the slowest shop.
    pool = ThreadPoolExecutor(max_workers=len(shops) or 1)
    try:
        shop_of = {pool.submit(ask, shop): shop for shop in shops}
        for future in as_completed(shop_of):
            if future.exception() is None:
                return shop_of[future], future.result()
        raise LookupError("no shop has given an answer")
    finally:
        # The pool takes no more work, and its threads end when their calls are over. We don't wait.
        pool.shutdown(wait=False)


def all_prices(
    ask: Callable[[str], float],
    shops: list[str],
    at_once: int = 10,
) -> dict[str, float]:
    """Ask all shops, at most `at_once` at the same time; return {shop: price} when all are there.

    If ask() raises for a shop, raise that exception at that moment, without waiting for the others.
    Shops that have not been asked by then are never asked.
    """
    pool = ThreadPoolExecutor(max_workers=at_once)
    futures = {shop: pool.submit(ask, shop) for shop in shops}
    # This comes back when all are done, or at the first exception, whichever shop it is.
    # (futures[shop].result(), shop by shop, would hear of it only when that shop's turn has come.)
    done, _ = wait(futures.values(), return_when=FIRST_EXCEPTION)
    # Whoever is being asked can't be stopped. Whoever still stands in the queue is struck off.
    pool.shutdown(wait=False, cancel_futures=True)
    for future in done:
        future.result()  # raises, if this is the one
    return {shop: future.result() for shop, future in futures.items()}


def ask_by_phone(shop: str) -> float:
    time.sleep({"Abel": 5, "Bona": 2.25, "Cato": 3}[shop])
    if shop == "Cato":
        raise ConnectionError("Cato has hung up")
    return 12.5 if shop == "Abel" else 13.75


if __name__ == "__main__":
    # Run this file to watch three phone calls in real time:  python first_results.py
    # Bona must be there at 2.25, Abel at 5. The lucky one is Bona again. Then Cato hangs up.
    begin = time.perf_counter()
    for shop, price in as_they_arrive(ask_by_phone, ["Abel", "Bona", "Cato"]):
        print(f"{time.perf_counter() - begin:.2f} s: {shop} wants {price}")
    begin = time.perf_counter()
    print("Lucky:", first_answer(ask_by_phone, ["Abel", "Bona", "Cato"]))
    print(f"That took {time.perf_counter() - begin:.2f} s")
    begin = time.perf_counter()
    try:
        print("All:", all_prices(ask_by_phone, ["Abel", "Bona", "Cato"]))
    except ConnectionError as error:
        print(f"No checkout: {error}, after {time.perf_counter() - begin:.2f} s")
