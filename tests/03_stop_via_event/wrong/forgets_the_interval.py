"""Does not hand the interval on: every clock ticks once a second.

Fails: test_clock_sleeps_through_the_interval
"""

import threading


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report))
    thread.start()
    return thread, stop


def logout(thread, stop):
    stop.set()
    thread.join()
