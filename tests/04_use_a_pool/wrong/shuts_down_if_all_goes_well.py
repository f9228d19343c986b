"""Shuts the pool down in the last line. An exception skips it.

Fails: test_no_pool_thread_is_left_after_an_exception
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    pool = ThreadPoolExecutor(max_workers=workers)
    results = list(pool.map(make_thumbnail, paths))
    pool.shutdown()
    return results


def thumbnail_safely(make_thumbnail, paths, workers=4):
    results = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = {path: pool.submit(make_thumbnail, path) for path in paths}
        for path, future in futures.items():
            try:
                results[path] = future.result()
            except Exception as error:
                results[path] = error
    return results
