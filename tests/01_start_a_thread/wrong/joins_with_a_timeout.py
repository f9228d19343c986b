"""Believes that join(timeout=1) waits until the end and looks once a second. It gives up after 1 s.

Fails: test_morning_takes_five_seconds, test_longest_task_decides_wherever_it_stands, test_nobody_is_left_over, test_second_morning_starts_afresh
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
    for thread in start_all(tasks):
        thread.join(timeout=1)
    return time.perf_counter() - begin
