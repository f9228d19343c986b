"""Takes the end of the morning from the latest task, and forgets that there may be no task.

Fails: test_no_tasks_take_no_time
"""

import threading
import time


def start_all(tasks):
    threads = []
    for task in tasks:
        thread = threading.Thread(target=task)
        thread.start()
        threads.append(thread)
    return threads


def morning_routine(tasks):
    ends = []

    def timed(task):
        def timed_task():
            task()
            ends.append(time.perf_counter())

        return timed_task

    begin = time.perf_counter()
    for thread in start_all([timed(task) for task in tasks]):
        thread.join()
    return max(ends) - begin
