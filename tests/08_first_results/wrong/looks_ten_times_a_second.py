"""Looks every tenth of a second whether somebody has answered: a bit late.

Fails: test_first_answer_is_enough
"""

import time
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait


def as_they_arrive(ask, shops):
    with ThreadPoolExecutor(len(shops) or 1) as pool:
        shop_of = {pool.submit(ask, shop): shop for shop in shops}
        for future in as_completed(shop_of):
            if future.exception() is None:
                yield shop_of[future], future.result()


def first_answer(ask, shops):
    pool = ThreadPoolExecutor(len(shops) or 1)
    futures = {shop: pool.submit(ask, shop) for shop in shops}
    pool.shutdown(wait=False)
    while not all(future.done() for future in futures.values()):
        for shop, future in futures.items():
            if future.done() and future.exception() is None:
                return shop, future.result()
        time.sleep(0.1)
    for shop, future in futures.items():
        if future.exception() is None:
            return shop, future.result()
    raise LookupError("no shop has answered")


def all_prices(ask, shops, at_once=10):
    pool = ThreadPoolExecutor(at_once)
    futures = {shop: pool.submit(ask, shop) for shop in shops}
    done, waiting = wait(futures.values(), return_when=FIRST_EXCEPTION)
    pool.shutdown(wait=False, cancel_futures=True)
    for future in done:
        future.result()
    return {shop: future.result() for shop, future in futures.items()}
