"""Has the return one level too deep: it leaves the loop after the first join.

Fails: test_morning_takes_five_seconds, test_no_tasks_take_no_time
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
        return time.perf_counter() - begin
