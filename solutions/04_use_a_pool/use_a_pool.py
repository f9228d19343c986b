"""Thumbnails for the photo album: let a pool of threads do many small jobs."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def thumbnail_all(
    make_thumbnail: Callable[[str], str],
    paths: list[str],
    workers: int = 4,
) -> list[str]:
    """Call make_thumbnail(path) for every path in a thread pool; return the list of the results.

    At most `workers` calls run at the same time. The results come in the order of `paths`, and a
    path that stands there twice has its result there twice.
    If a call raises, that exception reaches the caller.
    When this function returns or raises, no pool thread is left.
    """
    # Without max_workers the pool would choose its own size, and ask the server too often.
    with ThreadPoolExecutor(max_workers=workers) as pool:
        # map() hands in all paths at once and does not wait. What it returns waits, result by
        # result, in the order of the paths: whoever is done early is kept until it is his turn.
        # list() collects them all, and meets the exception if a call raised one.
        return list(pool.map(make_thumbnail, paths))
    # Leaving the `with` shuts the pool down and waits for its threads: also after an exception.


def thumbnail_safely(
    make_thumbnail: Callable[[str], str],
    paths: list[str],
    workers: int = 4,
) -> dict[str, str | Exception]:
    """Like thumbnail_all(), but return a dictionary {path: result}.

    Where a call raised, the value is the exception object, whatever its kind. One bad path never
    stops the others.
    """
    results: dict[str, str | Exception] = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        # First hand in everything. submit() does not wait; it returns a Future, a receipt for a
        # result that may not exist yet. map() won't do here: it gives up at the first exception.
        futures = [pool.submit(make_thumbnail, path) for path in paths]
        # Then collect. An exception was kept in the Future, and comes out of result(), not of
        # submit().
        for path, future in zip(paths, futures, strict=True):
            try:
                results[path] = future.result()
            except Exception as error:  # whatever its kind: it belongs into the dictionary
                results[path] = error
    return results


def ask_the_server(path: str) -> str:
    time.sleep(2)
    if path == "blurred.jpg":
        raise ValueError(f"{path} can't be read")
    return f"small {path}"


if __name__ == "__main__":
    # Run this file to fill two pages of the album in real time:  python use_a_pool.py
    # The first page must take 4 seconds, and the second 2.
    pictures = [f"{number}.jpg" for number in range(1, 9)]
    begin = time.perf_counter()
    print(thumbnail_all(ask_the_server, pictures))
    print(f"8 pictures took {time.perf_counter() - begin:.1f} seconds")
    begin = time.perf_counter()
    print(thumbnail_safely(ask_the_server, ["cat.jpg", "blurred.jpg", "sea.jpg"]))
    print(f"3 pictures took {time.perf_counter() - begin:.1f} seconds")
