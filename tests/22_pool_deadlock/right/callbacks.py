"""Each future hands in its subfolders when it is done, and the last one rings a bell."""

import threading
from concurrent.futures import ThreadPoolExecutor


def tree_size(list_folder, root, workers=2):
    lock = threading.Lock()
    all_listed = threading.Event()
    total, open_folders, problem = 0, 1, None

    def listed(future):
        nonlocal total, open_folders, problem
        folders = []
        with lock:
            if future.exception() is None:
                size, folders = future.result()
                total += size
            else:
                problem = future.exception()
            open_folders += len(folders) - 1
            last = open_folders == 0
        for folder in folders:
            pool.submit(list_folder, folder).add_done_callback(listed)
        if last:
            all_listed.set()

    with ThreadPoolExecutor(workers) as pool:
        pool.submit(list_folder, root).add_done_callback(listed)
        all_listed.wait()
    if problem is not None:
        raise problem
    return total
