"""Believes that a thread that has ended can be started again: Python raises RuntimeError.

Fails: test_second_login_counts_afresh
"""

import threading

clocks = {}


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    if report not in clocks:
        stop = threading.Event()
        thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
        clocks[report] = thread, stop
    thread, stop = clocks[report]
    stop.clear()
    thread.start()
    return thread, stop


def logout(thread, stop):
    stop.set()
    thread.join()
