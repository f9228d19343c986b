"""Asks map()'s iterator for one result after the other, in a loop of its own."""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        results = []
        for result in pool.map(make_thumbnail, paths):
            results.append(result)
    return results


def thumbnail_safely(make_thumbnail, paths, workers=4):
    answers = {}

    def keep(path):
        try:
            answers[path] = make_thumbnail(path)
        except Exception as error:
            answers[path] = error

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for path in paths:
            pool.submit(keep, path)
    return {path: answers[path] for path in paths}
