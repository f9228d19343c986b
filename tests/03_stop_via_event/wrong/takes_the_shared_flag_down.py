"""Makes one event for all, and takes its flag down for the next customer. Two at once disturb each
other.

Fails: test_customers_do_not_disturb_each_other
"""

import threading

STOP = threading.Event()


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    STOP.clear()
    thread = threading.Thread(target=count_seconds, args=(STOP, report, interval))
    thread.start()
    return thread, STOP


def logout(thread, stop):
    stop.set()
    thread.join()
