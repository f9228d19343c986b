"""Puts one try around all: map() gives up at the first exception, and what follows is lost.

Fails: test_broken_picture_spoils_nothing, test_broken_pictures_cost_no_time
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(make_thumbnail, paths))


def thumbnail_safely(make_thumbnail, paths, workers=4):
    results = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        made = pool.map(make_thumbnail, paths)
        try:
            for path, result in zip(paths, made):
                results[path] = result
        except Exception as error:
            results[paths[len(results)]] = error
    return results
