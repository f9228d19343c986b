"""The futures call back when they are done; the main thread waits at a queue, and cancels what
waits itself."""

import queue
from concurrent.futures import ThreadPoolExecutor


def hand_in(ask, shops, workers):
    pool = ThreadPoolExecutor(max(workers, 1))
    done = queue.SimpleQueue()
    futures = {}
    for shop in shops:
        future = pool.submit(ask, shop)
        futures[future] = shop
        future.add_done_callback(done.put)
    pool.shutdown(wait=False)
    return futures, done


def as_they_arrive(ask, shops):
    futures, done = hand_in(ask, shops, len(shops))
    for _ in shops:
        future = done.get()
        if future.exception() is None:
            yield futures[future], future.result()


def first_answer(ask, shops):
    answer = next(as_they_arrive(ask, shops), None)
    if answer is None:
        raise LookupError("no shop has answered")
    return answer


def all_prices(ask, shops, at_once=10):
    futures, done = hand_in(ask, shops, at_once)
    prices = {}
    try:
        for _ in shops:
            future = done.get()
            prices[futures[future]] = future.result()
    finally:
        for future in futures:
            future.cancel()
    return prices
