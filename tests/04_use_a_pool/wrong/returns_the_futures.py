"""Believes that submit() returns the result. It returns a Future.

Fails: test_eight_pictures_take_four_seconds, test_results_keep_the_order_of_the_pictures, test_exception_reaches_the_caller
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return [pool.submit(make_thumbnail, path) for path in paths]


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
