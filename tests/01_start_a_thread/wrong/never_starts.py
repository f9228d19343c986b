"""Believes that a Thread runs as soon as it is made. join() then complains that it was not started.

Fails: test_start_all_returns_at_once, test_morning_takes_five_seconds, test_every_task_has_its_own_thread, test_longest_task_decides_wherever_it_stands, test_nobody_is_left_over, test_second_morning_starts_afresh
"""

import threading
import time


def start_all(tasks):
    threads = []
    for task in tasks:
        thread = threading.Thread(target=task)
        threads.append(thread)
    return threads


def morning_routine(tasks):
    begin = time.perf_counter()
    for thread in start_all(tasks):
        thread.join()
    return time.perf_counter() - begin
