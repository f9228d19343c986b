"""Asks for each result right after handing in, to have the exception at hand: one by one again.

Fails: test_broken_picture_spoils_nothing, test_broken_pictures_cost_no_time
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(make_thumbnail, paths))


def thumbnail_safely(make_thumbnail, paths, workers=4):
    results = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for path in paths:
            try:
                results[path] = pool.submit(make_thumbnail, path).result()
            except Exception as error:
                results[path] = error
    return results
