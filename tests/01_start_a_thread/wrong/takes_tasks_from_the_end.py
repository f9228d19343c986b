"""Believes that pop() takes the tasks in their order. It takes the last one first.

Fails: test_every_task_has_its_own_thread
"""

import threading
import time


def start_all(tasks):
    waiting = list(tasks)
    threads = []
    while waiting:
        thread = threading.Thread(target=waiting.pop())
        thread.start()
        threads.append(thread)
    return threads


def morning_routine(tasks):
    begin = time.perf_counter()
    for thread in start_all(tasks):
        thread.join()
    return time.perf_counter() - begin
