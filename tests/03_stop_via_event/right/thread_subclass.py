"""A class of threads that own their event and their count; logout() leaves the work to it."""

import threading


class Clock(threading.Thread):
    def __init__(self, report, interval, stop=None):
        super().__init__(name="clock")
        self.report = report
        self.interval = interval
        self.stop = stop or threading.Event()
        self.seconds = 0

    def run(self):
        while not self.stop.wait(self.interval):
            self.seconds += 1
            self.report(self.seconds)


def count_seconds(stop, report, interval=1.0):
    Clock(report, interval, stop).run()


def login(report, interval=1.0):
    clock = Clock(report, interval)
    clock.start()
    return clock, clock.stop


def logout(thread, stop):
    stop.set()
    thread.join()
