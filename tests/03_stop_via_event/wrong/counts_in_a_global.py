"""Keeps the count in a global variable: the next clock goes on where the last one stopped.

Fails: test_second_login_counts_afresh
"""

import threading

seconds = 0


def count_seconds(stop, report, interval=1.0):
    global seconds
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
    thread.join()
