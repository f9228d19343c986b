"""Believes that the pool takes care of it: each task waits for its subfolders in the same pool.

Fails: test_one_worker_is_enough, test_two_workers_list_at_the_same_time, test_wide_folder_keeps_all_workers_busy, test_deep_tree_does_not_freeze, test_failure_reaches_the_caller
"""

from concurrent.futures import ThreadPoolExecutor


def tree_size(list_folder, root, workers=2):
    with ThreadPoolExecutor(workers) as pool:

        def size_of(folder):
            size, folders = list_folder(folder)
            futures = [pool.submit(size_of, each) for each in folders]
            return size + sum(future.result() for future in futures)

        return pool.submit(size_of, root).result()
