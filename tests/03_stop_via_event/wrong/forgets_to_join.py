"""Believes that set() stops the thread. It only asks: the thread may still be in the middle of a
report.

Fails: test_logout_waits_until_the_clock_has_ended, test_second_logout_is_harmless
"""

import threading


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
    thread.start()
    return thread, stop


def logout(thread, stop):
    stop.set()
