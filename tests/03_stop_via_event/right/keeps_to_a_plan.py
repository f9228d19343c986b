"""Reckons each report's time from the start, so that slow reports add up to no delay."""

import threading
import time


def count_seconds(stop, report, interval=1.0):
    begin = time.monotonic()
    seconds = 0
    while True:
        due = begin + (seconds + 1) * interval
        stop.wait(max(0, due - time.monotonic()))
        if stop.is_set():
            break
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
