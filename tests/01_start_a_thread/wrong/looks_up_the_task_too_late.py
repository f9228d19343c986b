"""Believes that a lambda keeps the task of its turn. It looks `task` up when the thread runs:
all threads do the last one.

Fails: test_every_task_has_its_own_thread, test_longest_task_decides_wherever_it_stands
"""

import threading
import time


def start_all(tasks):
    threads = []
    for task in tasks:
        threads.append(threading.Thread(target=lambda: task()))
    for thread in threads:
        thread.start()
    return threads


def morning_routine(tasks):
    begin = time.perf_counter()
    for thread in start_all(tasks):
        thread.join()
    return time.perf_counter() - begin
