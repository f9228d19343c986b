"""Counts with itertools.count(), and leaves the loop with return."""

import itertools
import threading


def count_seconds(stop, report, interval=1.0):
    for seconds in itertools.count(1):
        if stop.wait(timeout=interval):
            return
        report(seconds)


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
    thread.start()
    return thread, stop


def logout(thread, stop):
    stop.set()
    thread.join()
