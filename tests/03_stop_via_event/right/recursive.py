"""Counts by calling itself: one call for each second that was waited for."""

import threading


def count_from(seconds, stop, report, interval):
    if not stop.wait(interval):
        report(seconds)
        count_from(seconds + 1, stop, report, interval)


def count_seconds(stop, report, interval=1.0):
    count_from(1, stop, report, interval)


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
    thread.start()
    return thread, stop


def logout(thread, stop):
    stop.set()
    thread.join()
