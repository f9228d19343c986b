"""Hands the subfolders in, but never looks at their futures.

Fails: test_one_worker_is_enough, test_two_workers_list_at_the_same_time, test_wide_folder_keeps_all_workers_busy, test_deep_tree_does_not_freeze, test_failure_reaches_the_caller, test_no_byte_is_lost
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def tree_size(list_folder, root, workers=2):
    total = 0
    with ThreadPoolExecutor(workers) as pool:
        running = {pool.submit(list_folder, root)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                size, folders = future.result()
                total += size
                for folder in folders:
                    pool.submit(list_folder, folder)
    return total
