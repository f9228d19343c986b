"""Opens a pool for each picture. Leaving the `with` waits: one by one again.

Fails: test_eight_pictures_take_four_seconds, test_no_more_pictures_at_a_time_than_workers
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    results = []
    for path in paths:
        with ThreadPoolExecutor(max_workers=workers) as pool:
            results.append(pool.submit(make_thumbnail, path))
    return [future.result() for future in results]


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
