"""Believes that the thread that was started last is also the last to finish.

Fails: test_longest_task_decides_wherever_it_stands, test_nobody_is_left_over
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
    begin = time.perf_counter()
    threads = start_all(tasks)
    if threads:
        threads[-1].join()
    return time.perf_counter() - begin
