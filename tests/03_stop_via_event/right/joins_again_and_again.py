"""Joins in slices, until the thread has really ended; hands the arguments over by name."""

import threading


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(
        target=count_seconds, kwargs={"stop": stop, "report": report, "interval": interval}
    )
    thread.start()
    return (thread, stop)


def logout(thread, stop):
    stop.set()
    while thread.is_alive():
        thread.join(timeout=0.25)
