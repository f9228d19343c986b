import threading
import time


def start_all(tasks):
    threads = []
    for task in tasks:
        thread = threading.Thread(target=task())
        thread.start()
        threads.append(thread)
    return threads


def morning_routine(tasks):
    begin = time.perf_counter()
    for thread in start_all(tasks):
        thread.join()
    return time.perf_counter() - begin
