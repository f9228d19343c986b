"""Believes that each thread must be joined right after its start. So each waits for the one before.

Fails: test_start_all_returns_at_once, test_morning_takes_five_seconds, test_every_task_has_its_own_thread, test_longest_task_decides_wherever_it_stands
"""

import threading
import time


def start_all(tasks):
    threads = []
    for task in tasks:
        thread = threading.Thread(target=task)
        thread.start()
        thread.join()
        threads.append(thread)
    return threads


def morning_routine(tasks):
    begin = time.perf_counter()
    for thread in start_all(tasks):
        thread.join()
    return time.perf_counter() - begin
