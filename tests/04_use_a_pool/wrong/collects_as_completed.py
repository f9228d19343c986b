"""Collects the results in the order in which they are ready.

Fails: test_results_keep_the_order_of_the_pictures
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(make_thumbnail, path) for path in paths]
        return [future.result() for future in as_completed(futures)]


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
