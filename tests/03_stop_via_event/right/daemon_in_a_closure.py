"""The thread is a daemon and runs a function inside login(); logout() asks whether it is still
alive."""

import threading


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    stop = threading.Event()

    def clock():
        count_seconds(stop, interval=interval, report=report)

    thread = threading.Thread(target=clock, daemon=True, name="clock")
    thread.start()
    return thread, stop


def logout(thread, stop):
    if not thread.is_alive():
        return
    stop.set()
    thread.join()
    assert not thread.is_alive()
