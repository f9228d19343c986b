"""Price comparison: who answers first? Three questions to many shops, and a tool for each."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor


def as_they_arrive(
    ask: Callable[[str], float],
    shops: list[str],
) -> Iterator[tuple[str, float]]:
    """Ask all shops at the same time; yield (shop, price) at the moment each answer arrives.

    ask(shop) returns a price, or raises an exception. Shops for which it raises are left out.
    """
    # TODO: hand all questions in, and yield each answer as soon as it is there.
    raise NotImplementedError("ask all shops, and yield each answer when it arrives")


def first_answer(
    ask: Callable[[str], float],
    shops: list[str],
) -> tuple[str, float]:
    """Ask all shops at the same time; return the first (shop, price) that arrives.

    Return at the moment it arrives, without waiting for the others. A shop for which ask() raises
    has given no answer. If no shop gives one, raise LookupError, also if there are no shops.
    """
    # TODO: hand all questions in, and return the first good answer. What does `with` wait for?
    raise NotImplementedError("return the first answer that is one")


def all_prices(
    ask: Callable[[str], float],
    shops: list[str],
    at_once: int = 10,
) -> dict[str, float]:
    """Ask all shops, at most `at_once` at the same time; return {shop: price} when all are there.

    If ask() raises for a shop, raise that exception at that moment, without waiting for the others.
    Shops that have not been asked by then are never asked.
    """
    # TODO: wait for all prices, or for the first exception.
    raise NotImplementedError("return all prices, or raise the first exception")


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
