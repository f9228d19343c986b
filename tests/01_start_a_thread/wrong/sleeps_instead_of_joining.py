"""Believes that to wait is to sleep as long as the tasks of the example take.

Fails: test_longest_task_decides_wherever_it_stands, test_no_tasks_take_no_time, test_second_morning_starts_afresh
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
    time.sleep(5)
    return time.perf_counter() - begin
