"""Keeps the futures in a line, asks the first one, and lets its subfolders join the line."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor


def tree_size(list_folder, root, workers=2):
    total = 0
    with ThreadPoolExecutor(workers) as pool:
        line = deque([pool.submit(list_folder, root)])
        while line:
            size, folders = line.popleft().result()
            total += size
            for folder in folders:
                line.append(pool.submit(list_folder, folder))
        return total
