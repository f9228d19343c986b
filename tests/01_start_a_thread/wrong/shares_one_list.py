"""Keeps the threads in a list outside the function: the threads of earlier calls are still in it.

Fails: test_second_morning_starts_afresh
"""

import threading
import time


threads = []


def start_all(tasks):
    for task in tasks:
        thread = threading.Thread(target=task)
        thread.start()
        threads.append(thread)
    return threads


def morning_routine(tasks):
    begin = time.perf_counter()
    for thread in start_all(tasks):
        thread.join()
    return time.perf_counter() - begin
