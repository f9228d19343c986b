"""Counts a folder that can't be read as empty, and says nothing.

Fails: test_failure_reaches_the_caller
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def tree_size(list_folder, root, workers=2):
    total = 0
    with ThreadPoolExecutor(workers) as pool:
        running = {pool.submit(list_folder, root)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                size, folders = (0, []) if future.exception() else future.result()
                total += size
                running |= {pool.submit(list_folder, folder) for folder in folders}
    return total
