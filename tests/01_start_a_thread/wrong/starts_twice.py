"""Believes that the first call starts the threads and a second call only fetches them.

Fails: test_nobody_is_left_over
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
    start_all(tasks)
    for thread in start_all(tasks):
        thread.join()
    return time.perf_counter() - begin
