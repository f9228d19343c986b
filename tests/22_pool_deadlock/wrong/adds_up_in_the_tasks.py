"""Lets the tasks add up: two of them may read the same total, and one size is lost.

Fails: test_no_byte_is_lost
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def tree_size(list_folder, root, workers=2):
    total = 0

    def add(folder):
        nonlocal total
        size, folders = list_folder(folder)
        total = total + size
        return folders

    with ThreadPoolExecutor(workers) as pool:
        running = {pool.submit(add, root)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                running |= {pool.submit(add, folder) for folder in future.result()}
    return total
