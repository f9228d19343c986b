"""Closes the pool with wait=False: its threads end a little later than the function.

Fails: test_no_thread_is_left, test_failure_reaches_the_caller
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def tree_size(list_folder, root, workers=2):
    total = 0
    pool = ThreadPoolExecutor(workers)
    try:
        running = {pool.submit(list_folder, root)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                size, folders = future.result()
                total += size
                running |= {pool.submit(list_folder, folder) for folder in folders}
    finally:
        pool.shutdown(wait=False)
    return total
