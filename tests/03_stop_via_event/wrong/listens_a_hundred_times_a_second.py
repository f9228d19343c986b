"""Listens in slices of 10 ms, though one wait() could last the whole interval.

Fails: test_clock_sleeps_through_the_interval
"""

import threading


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    slices = 0
    while not stop.wait(0.01):
        slices += 1
        if slices == round(interval * 100):
            slices = 0
            seconds += 1
            report(seconds)


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
    thread.start()
    return thread, stop


def logout(thread, stop):
    stop.set()
    thread.join()
