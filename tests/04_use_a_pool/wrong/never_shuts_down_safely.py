"""Shuts the first pool down, and forgets the second.

Fails: test_no_pool_thread_is_left_after_return
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(make_thumbnail, paths))


def thumbnail_safely(make_thumbnail, paths, workers=4):
    pool = ThreadPoolExecutor(max_workers=workers)
    futures = {path: pool.submit(make_thumbnail, path) for path in paths}
    return {path: future.exception() or future.result() for path, future in futures.items()}
