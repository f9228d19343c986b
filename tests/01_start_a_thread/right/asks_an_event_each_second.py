"""Waits for an Event, with a timeout, in a loop; the task that is done last sets it."""

import threading
import time


def start_all(tasks):
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    return threads


def morning_routine(tasks):
    begin = time.perf_counter()
    all_done = threading.Event()
    to_do = threading.Semaphore(len(tasks) - 1) if tasks else None

    def counted(task):
        def run():
            task()
            if not to_do.acquire(blocking=False):
                all_done.set()

        return run

    threads = start_all([counted(task) for task in tasks])
    while tasks and not all_done.wait(timeout=1):
        pass
    for thread in threads:
        thread.join()
    return time.perf_counter() - begin
