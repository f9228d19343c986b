"""Asks for the results shop by shop: a refusal is heard when the shops before it have answered.

Fails: test_refusal_is_raised_at_once, test_nobody_is_asked_after_a_refusal
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def as_they_arrive(ask, shops):
    with ThreadPoolExecutor(len(shops) or 1) as pool:
        shop_of = {pool.submit(ask, shop): shop for shop in shops}
        for future in as_completed(shop_of):
            if future.exception() is None:
                yield shop_of[future], future.result()


def first_answer(ask, shops):
    pool = ThreadPoolExecutor(len(shops) or 1)
    try:
        shop_of = {pool.submit(ask, shop): shop for shop in shops}
        for done in as_completed(shop_of):
            if done.exception() is None:
                return shop_of[done], done.result()
        raise LookupError("no shop has answered")
    finally:
        pool.shutdown(wait=False)


def all_prices(ask, shops, at_once=10):
    pool = ThreadPoolExecutor(at_once)
    futures = {shop: pool.submit(ask, shop) for shop in shops}
    try:
        return {shop: future.result() for shop, future in futures.items()}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
