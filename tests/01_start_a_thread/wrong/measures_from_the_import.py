"""Reads the clock when the file is loaded, not when the morning begins.

Fails: test_second_morning_starts_afresh
"""

import threading
import time


begin = time.perf_counter()


def start_all(tasks):
    threads = []
    for task in tasks:
        thread = threading.Thread(target=task)
        thread.start()
        threads.append(thread)
    return threads


def morning_routine(tasks):
    for thread in start_all(tasks):
        thread.join()
    return time.perf_counter() - begin
