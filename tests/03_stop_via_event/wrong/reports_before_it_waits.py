"""Reports first and waits afterwards: the customer has just come in, and a second is said to be
over.

Fails: test_clock_counts_the_seconds, test_customers_do_not_disturb_each_other, test_second_login_counts_afresh, test_clock_sleeps_through_the_interval
"""

import threading


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.is_set():
        seconds += 1
        report(seconds)
        stop.wait(interval)


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
    thread.start()
    return thread, stop


def logout(thread, stop):
    stop.set()
    thread.join()
