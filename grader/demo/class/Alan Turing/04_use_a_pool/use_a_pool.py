from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return [pool.submit(make_thumbnail, path).result() for path in paths]


def thumbnail_safely(make_thumbnail, paths, workers=4):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return {path: pool.submit(make_thumbnail, path).result() for path in paths}
