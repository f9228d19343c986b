"""Expects submit() to raise the exception of the call. It is in the Future, and result() raises it.

Fails: test_broken_picture_spoils_nothing, test_broken_pictures_cost_no_time
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(make_thumbnail, paths))


def thumbnail_safely(make_thumbnail, paths, workers=4):
    futures = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for path in paths:
            try:
                futures[path] = pool.submit(make_thumbnail, path)
            except Exception as error:
                futures[path] = error
    return {path: future.result() for path, future in futures.items()}
