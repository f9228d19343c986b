"""Waits for all futures at once with wait(), and reads them afterwards, outside of the pool."""

from concurrent.futures import ThreadPoolExecutor, wait


def thumbnail_all(make_thumbnail, paths, workers=4):
    if not paths:
        return []
    with ThreadPoolExecutor(max_workers=min(workers, len(paths))) as pool:
        futures = [pool.submit(make_thumbnail, path) for path in paths]
        wait(futures)
    return [future.result() for future in futures]


def thumbnail_safely(make_thumbnail, paths, workers=4):
    if not paths:
        return {}
    with ThreadPoolExecutor(max_workers=min(workers, len(paths))) as pool:
        futures = {path: pool.submit(make_thumbnail, path) for path in paths}
        wait(futures.values())
    return {
        path: future.result() if future.exception() is None else future.exception()
        for path, future in futures.items()
    }
