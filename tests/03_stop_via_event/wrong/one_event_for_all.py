"""Makes one event for all customers: the first logout stops every clock, for good.

Fails: test_customers_do_not_disturb_each_other, test_second_login_counts_afresh
"""

import threading

STOP = threading.Event()


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    thread = threading.Thread(target=count_seconds, args=(STOP, report, interval))
    thread.start()
    return thread, STOP


def logout(thread, stop):
    stop.set()
    thread.join()
