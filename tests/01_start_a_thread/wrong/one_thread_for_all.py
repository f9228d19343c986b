"""Believes that one thread in the background does all its tasks at the same time.

Fails: test_start_all_returns_at_once, test_morning_takes_five_seconds, test_every_task_has_its_own_thread, test_longest_task_decides_wherever_it_stands
"""

import threading
import time


def start_all(tasks):
    if not tasks:
        return []

    def do_everything():
        for task in tasks:
            task()

    thread = threading.Thread(target=do_everything)
    thread.start()
    return [thread]


def morning_routine(tasks):
    begin = time.perf_counter()
    for thread in start_all(tasks):
        thread.join()
    return time.perf_counter() - begin
