"""Believes that to print a result is to return it.

Fails: test_morning_takes_five_seconds, test_longest_task_decides_wherever_it_stands, test_no_tasks_take_no_time, test_second_morning_starts_afresh
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
        thread.join()
    print(f"The morning took {time.perf_counter() - begin} seconds")
