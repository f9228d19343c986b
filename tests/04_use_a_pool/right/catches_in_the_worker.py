"""A function around make_thumbnail catches the exception in the worker; map() does the rest."""

from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(make_thumbnail, paths))


def thumbnail_safely(make_thumbnail, paths, workers=4):
    def try_it(path):
        try:
            return make_thumbnail(path)
        except Exception as error:
            return error

    return dict(zip(paths, thumbnail_all(try_it, paths, workers)))
