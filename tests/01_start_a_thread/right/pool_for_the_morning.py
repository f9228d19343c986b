"""morning_routine() does without start_all(): a pool waits for its threads when `with` ends."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


def start_all(tasks):
    threads = list(map(start, tasks))
    return threads


def start(task):
    thread = threading.Thread(None, task)
    thread.start()
    return thread


def morning_routine(tasks):
    begin = time.perf_counter()
    if tasks:
        with ThreadPoolExecutor(max_workers=len(tasks)) as pool:
            for task in tasks:
                pool.submit(task)
    return time.perf_counter() - begin
