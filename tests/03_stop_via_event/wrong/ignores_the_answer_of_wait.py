"""Believes that wait() leaves the loop by itself when the event is set. It only returns: one line
too many is reported.

Fails: test_logout_stops_the_clock_at_once
"""

import threading


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.is_set():
        stop.wait(interval)
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
