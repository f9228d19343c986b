"""Keeps a list of who is logged in. The second logout() finds nobody to strike off: ValueError.

Fails: test_second_logout_is_harmless
"""

import threading

logged_in = []


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
    thread.start()
    logged_in.append(thread)
    return thread, stop


def logout(thread, stop):
    stop.set()
    thread.join()
    logged_in.remove(thread)
