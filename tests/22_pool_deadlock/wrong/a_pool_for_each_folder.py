"""Makes a pool of its own for the subfolders of each folder: each pool has as many workers.

Fails: test_two_workers_list_at_the_same_time
"""

from concurrent.futures import ThreadPoolExecutor


def tree_size(list_folder, root, workers=2):
    size, folders = list_folder(root)
    with ThreadPoolExecutor(workers) as pool:
        return size + sum(pool.map(lambda each: tree_size(list_folder, each, workers), folders))
