"""Starts a thread for each picture: fast, but the server is asked for everything at once.

Fails: test_eight_pictures_take_four_seconds, test_no_more_pictures_at_a_time_than_workers
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    results = {}

    def make(number, path):
        try:
            results[number] = make_thumbnail(path)
        except Exception as error:
            results[number] = error

    threads = [threading.Thread(target=make, args=job) for job in enumerate(paths)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(len(paths)):
        if isinstance(results[number], Exception):
            raise results[number]
    return [results[number] for number in range(len(paths))]


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
