"""Believes that an empty queue is the end. Somebody may just be finding more folders.

Fails: test_two_workers_list_at_the_same_time, test_wide_folder_keeps_all_workers_busy
"""

import queue
import threading


def tree_size(list_folder, root, workers=2):
    todo = queue.Queue()
    todo.put(root)
    sizes, errors = [], []

    def work():
        while True:
            try:
                folder = todo.get_nowait()
            except queue.Empty:
                return
            try:
                if not errors:
                    size, folders = list_folder(folder)
                    sizes.append(size)
                    for each in folders:
                        todo.put(each)
            except Exception as error:
                errors.append(error)
            finally:
                todo.task_done()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return sum(sizes)
