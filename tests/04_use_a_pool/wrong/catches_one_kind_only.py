"""Catches the ValueError of the example, and no other exception.

Fails: test_broken_pictures_cost_no_time
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(make_thumbnail, paths))


def thumbnail_safely(make_thumbnail, paths, workers=4):
    results = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = {path: pool.submit(make_thumbnail, path) for path in paths}
        for path, future in futures.items():
            try:
                results[path] = future.result()
            except ValueError as error:
                results[path] = error
    return results
