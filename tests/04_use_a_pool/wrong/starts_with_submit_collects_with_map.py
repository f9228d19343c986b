"""Believes that submit() starts the jobs and map() collects their results: each is done twice.

Fails: test_eight_pictures_take_four_seconds
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for path in paths:
            pool.submit(make_thumbnail, path)
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
