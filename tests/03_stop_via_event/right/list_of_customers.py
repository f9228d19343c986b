"""Keeps its own list of clocks, and forgives whoever logs out twice."""

import threading

clocks = {}


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    stop = threading.Event()
    thread = threading.Thread(target=count_seconds, args=(stop, report, interval))
    thread.start()
    clocks[thread] = stop
    return thread, clocks[thread]


def logout(thread, stop):
    clocks.pop(thread, None)
    stop.set()
    thread.join()
