"""Catches the exception in the worker, and leaves the broken picture out.

Fails: test_exception_reaches_the_caller
"""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(make_thumbnail, path) for path in paths]
    results = []
    for future in futures:
        try:
            results.append(future.result())
        except Exception as error:
            print("skipped:", error)
    return results


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
