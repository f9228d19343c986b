"""Believes that waiting means to look again and again. It sees the end only at its next look.

Fails: test_longest_task_decides_wherever_it_stands
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
    while any(thread.is_alive() for thread in threads):
        time.sleep(1)
    return time.perf_counter() - begin
