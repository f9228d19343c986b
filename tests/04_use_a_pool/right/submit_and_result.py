"""Hands in with submit() and collects receipts in a list; exception() tells what went wrong."""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(workers) as pool:
        futures = []
        for path in paths:
            futures.append(pool.submit(make_thumbnail, path))
    results = []
    for future in futures:
        results.append(future.result())
    return results


def thumbnail_safely(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(workers) as pool:
        futures = {path: pool.submit(make_thumbnail, path) for path in paths}
        return {path: future.exception() or future.result() for path, future in futures.items()}
