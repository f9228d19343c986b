"""Makes all threads first and starts them in a loop of their own; reads time.monotonic()."""

import threading
import time


def start_all(tasks):
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    return threads


def morning_routine(tasks):
    begin = time.monotonic()
    threads = start_all(tasks)
    [thread.join() for thread in threads]
    return time.monotonic() - begin
