"""All threads wait for an Event, to begin together; a Semaphore counts those that finished."""

import threading
import time


def start_all(tasks):
    go = threading.Event()

    def runner(task):
        def run():
            go.wait()
            task()

        return run

    threads = [threading.Thread(target=runner(task)) for task in tasks]
    for thread in threads:
        thread.start()
    go.set()
    return threads


def morning_routine(tasks):
    begin = time.perf_counter()
    finished = threading.Semaphore(0)

    def counted(task):
        def run():
            task()
            finished.release()

        return run

    threads = start_all([counted(task) for task in tasks])
    for _ in tasks:
        finished.acquire()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begin
