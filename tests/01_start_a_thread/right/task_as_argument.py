"""Hands the task over in `args`, to daemons with names; measures with the clock of datetime."""

import datetime
import threading


def do(task):
    task()


def start_all(tasks):
    threads = []
    for number, task in enumerate(tasks, start=1):
        name = f"chore {number}"
        threads.append(threading.Thread(target=do, args=(task,), name=name, daemon=True))
        threads[-1].start()
    return threads


def morning_routine(tasks):
    begin = datetime.datetime.now()
    for thread in reversed(start_all(tasks)):
        thread.join()
    return (datetime.datetime.now() - begin).total_seconds()
