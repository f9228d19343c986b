"""No `with`: try and finally, and shutdown() by hand; what has not begun is cancelled."""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="thumbnail")
    try:
        return [*pool.map(make_thumbnail, paths)]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def thumbnail_safely(make_thumbnail, paths, workers=4):
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="thumbnail")
    try:
        futures = [(path, pool.submit(make_thumbnail, path)) for path in paths]
    finally:
        pool.shutdown()
    results = {}
    for path, future in futures:
        if future.exception() is None:
            results[path] = future.result()
        else:
            results[path] = future.exception()
    return results
