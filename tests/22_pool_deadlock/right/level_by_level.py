"""Lists one level of the tree after the other, with map()."""

from concurrent.futures import ThreadPoolExecutor


def tree_size(list_folder, root, workers=2):
    total, level = 0, [root]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while level:
            listed = list(pool.map(list_folder, level))
            total += sum(size for size, _ in listed)
            level = [folder for _, folders in listed for folder in folders]
    return total
