"""Takes the flag down to begin with, to be safe: an event that is set already is not heard.

Fails: test_event_that_is_set_already_ends_the_clock
"""

import threading


def count_seconds(stop, report, interval=1.0):
    stop.clear()
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
    thread.join()
