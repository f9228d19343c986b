"""Uses no `with`, but calls shutdown(), which waits just the same.

Fails: test_first_answer_is_enough, test_refusal_is_no_answer
"""

from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait


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
        pool.shutdown()


def all_prices(ask, shops, at_once=10):
    pool = ThreadPoolExecutor(at_once)
    futures = {shop: pool.submit(ask, shop) for shop in shops}
    done, waiting = wait(futures.values(), return_when=FIRST_EXCEPTION)
    pool.shutdown(wait=False, cancel_futures=True)
    for future in done:
        future.result()
    return {shop: future.result() for shop, future in futures.items()}
