"""Says task_done() only if all went well: join() waits for the folder that failed.

Fails: test_failure_reaches_the_caller
"""

import queue
import threading


def tree_size(list_folder, root, workers=2):
    todo = queue.Queue()
    todo.put(root)
    sizes, errors = [], []

    def work():
        while (folder := todo.get()) is not None:
            try:
                if not errors:
                    size, folders = list_folder(folder)
                    sizes.append(size)
                    for each in folders:
                        todo.put(each)
                todo.task_done()
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    todo.join()
    for _ in threads:
        todo.put(None)
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return sum(sizes)
