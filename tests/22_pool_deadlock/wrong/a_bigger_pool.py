"""Believes that it freezes because the pool is too small. A deeper tree freezes any pool.

Fails: test_one_worker_is_enough, test_two_workers_list_at_the_same_time, test_wide_folder_keeps_all_workers_busy, test_deep_tree_does_not_freeze
"""

from concurrent.futures import ThreadPoolExecutor


def tree_size(list_folder, root, workers=2):
    with ThreadPoolExecutor(32) as pool:

        def size_of(folder):
            size, folders = list_folder(folder)
            futures = [pool.submit(size_of, each) for each in folders]
            return size + sum(future.result() for future in futures)

        return pool.submit(size_of, root).result()
