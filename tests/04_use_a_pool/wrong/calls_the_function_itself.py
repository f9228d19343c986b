"""Writes submit(f(x)): that calls f in the main thread, and hands its result to the pool.

Fails: test_eight_pictures_take_four_seconds, test_no_more_pictures_at_a_time_than_workers, test_results_keep_the_order_of_the_pictures, test_no_pool_thread_is_left_after_return, test_no_pool_thread_is_left_after_an_exception
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(make_thumbnail(path)) for path in paths]
        return [future.result() for future in futures]


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
