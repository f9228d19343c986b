"""Reports first and adds one afterwards: 0, 1, 2.

Fails: test_clock_counts_the_seconds
"""

import threading


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        report(seconds)
        seconds += 1


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
    thread.start()
    return thread, stop


def logout(thread, stop):
    stop.set()
    thread.join()
