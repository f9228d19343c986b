"""Waits with join(timeout=1) in a loop, as long as the thread is alive: it sees the end at once."""

import threading
import time


def start_all(tasks):
    threads = [threading.Thread(target=task) for task in tasks]
    [thread.start() for thread in threads]
    return threads


def morning_routine(tasks):
    begin = time.perf_counter()
    for thread in start_all(tasks):
        while thread.is_alive():
            thread.join(timeout=1)
    return time.perf_counter() - begin
