"""Believes that a pool ends with the last job. Its threads wait for more.

Fails: test_no_pool_thread_is_left_after_return, test_no_pool_thread_is_left_after_an_exception
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    pool = ThreadPoolExecutor(max_workers=workers)
    return list(pool.map(make_thumbnail, paths))


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
