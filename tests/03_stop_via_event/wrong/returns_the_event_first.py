"""Returns the event and the thread, in the wrong order.

Fails: test_clock_counts_the_seconds, test_logout_stops_the_clock_at_once, test_logout_waits_until_the_clock_has_ended, test_customers_do_not_disturb_each_other, test_second_login_counts_afresh, test_clock_sleeps_through_the_interval, test_second_logout_is_harmless
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
    return stop, thread


def logout(thread, stop):
    stop.set()
    thread.join()
