"""Collects as they complete, and puts each result where it belongs."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def thumbnail_all(make_thumbnail, paths, workers=4):
    results = [None] * len(paths)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        numbers = {pool.submit(make_thumbnail, path): n for n, path in enumerate(paths)}
        for future in as_completed(numbers):
            results[numbers[future]] = future.result()
    return results


def thumbnail_safely(make_thumbnail, paths, workers=4):
    results = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        paths_of = {pool.submit(make_thumbnail, path): path for path in paths}
        for future in as_completed(paths_of):
            try:
                results[paths_of[future]] = future.result()
            except Exception as error:
                results[paths_of[future]] = error
    return results
