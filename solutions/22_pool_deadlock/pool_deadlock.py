"""How big is this folder? List a tree with a few threads, and never freeze."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def tree_size(
    list_folder: Callable[[str], tuple[int, list[str]]],
    root: str,
    workers: int = 2,
) -> int:
    """Return the bytes of a whole tree of folders, for every depth and any workers >= 1.

    list_folder(path) returns the bytes of the files in one folder, and a list of its subfolders; it
    is slow. At most `workers` calls of it run at the same time, and folders of one level are listed
    at the same time, as far as the workers go. If list_folder raises, that exception reaches the
    caller. No thread is left when the function returns or raises.
    """
    total = 0
    # `with` waits for the pool's threads at its end, in every case: no thread is left.
    with ThreadPoolExecutor(workers) as pool:
        # Tasks only list. They wait for nobody, so that each of them ends, and frees its thread.
        # It is the caller, outside the pool, who waits and who says what comes next.
        unlisted = {pool.submit(list_folder, root)}
        while unlisted:
            # FIRST_COMPLETED: new folders are handed in as soon as they are known. Waiting for all
            # would leave workers idle until the slowest folder of the round is listed.
            listed, unlisted = wait(unlisted, return_when=FIRST_COMPLETED)
            for future in listed:
                files, subfolders = future.result()  # or raises what list_folder raised
                total += files  # only the caller adds up, so there is no race
                unlisted |= {pool.submit(list_folder, each) for each in subfolders}
    return total


if __name__ == "__main__":
    # Run this file to measure a small disk in real time:  python pool_deadlock.py
    # It must say 4321 bytes after 3 s. If it freezes, press Ctrl-C.
    import time

    disk = {
        "/": (1, ["/photos", "/music"]),
        "/photos": (20, ["/photos/2026"]),
        "/music": (300, []),
        "/photos/2026": (4000, []),
    }

    def list_slowly(path: str) -> tuple[int, list[str]]:
        time.sleep(1)
        return disk[path]

    print(tree_size(list_slowly, "/"), "bytes")
