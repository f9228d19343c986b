"""Believes that to join one thread is to wait for the whole group.

Fails: test_morning_takes_five_seconds
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
        threads[0].join()
    return time.perf_counter() - begin
