"""Loops over wait(FIRST_COMPLETED); all_prices uses as_completed(), where result() raises the
first refusal."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, as_completed, wait


def as_they_arrive(ask, shops):
    pool = ThreadPoolExecutor(max_workers=max(1, len(shops)))
    shop_of = {pool.submit(ask, shop): shop for shop in shops}
    pool.shutdown(wait=False)
    waiting = set(shop_of)
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            if not future.exception():
                yield shop_of[future], future.result()


def first_answer(ask, shops):
    for answer in as_they_arrive(ask, shops):
        return answer
    raise LookupError("nobody has answered")


def all_prices(ask, shops, at_once=10):
    pool = ThreadPoolExecutor(max_workers=at_once)
    shop_of = {pool.submit(ask, shop): shop for shop in shops}
    try:
        return {shop_of[future]: future.result() for future in as_completed(shop_of)}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
