"""Stores the text of the exception: nobody can tell it from a thumbnail.

Fails: test_broken_picture_spoils_nothing
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
            except Exception as error:
                results[path] = str(error)
    return results
