import threading


class Clock(threading.Thread):
    def __init__(self, stop, report, interval):
        super().__init__(name="clock")
        self.stop = stop
        self.report = report
        self.interval = interval

    def run(self):
        count_seconds(self.stop, self.report, self.interval)


def count_seconds(stop, report, interval=1.0):
    number = 1
    while True:
        stop.wait(interval)
        if stop.is_set():
            return
        report(number)
        number += 1


def login(report, interval=1.0):
    clock = Clock(threading.Event(), report, interval)
    clock.start()
    return clock, clock.stop


def logout(thread, stop):
    stop.set()
    thread.join()
