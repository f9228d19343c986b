"""Writes `args={}` as the lecture notes do: an empty dictionary unpacks to no arguments."""

import threading
import time


def start_all(tasks):
    threads = []
    for task in tasks:
        x = threading.Thread(target=task, args={})
        x.start()
        threads.append(x)
    return threads


def morning_routine(tasks):
    before = time.time()
    threads = start_all(tasks)
    for x in threads:
        if x.is_alive():
            x.join()
    after = time.time()
    return after - before
