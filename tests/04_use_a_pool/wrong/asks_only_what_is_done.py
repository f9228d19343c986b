"""Asks done() right after handing in, and does not wait: nothing is done yet.

Fails: test_broken_picture_spoils_nothing, test_broken_pictures_cost_no_time
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
            if future.done():
                results[path] = future.exception() or future.result()
    return results
