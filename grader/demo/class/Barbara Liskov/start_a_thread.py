import threading
import time

table = threading.Lock()


def start_all(tasks):
    threads = []
    with table:
        for task in tasks:
            thread = threading.Thread(target=at_the_table, args=(task, threads))
            thread.start()
            threads.append(thread)
        for thread in threads:
            thread.join()
    return threads


def at_the_table(task, threads):
    with table:
        task()


def morning_routine(tasks):
    begin = time.perf_counter()
    start_all(tasks)
    return time.perf_counter() - begin
