"""Asks the first result to know how long the others may take. Without pictures there is no first.

Fails: test_no_pictures_are_no_problem
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(make_thumbnail, path) for path in paths]
        first = futures[0].result()
        return [first] + [future.result() for future in futures[1:]]


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
