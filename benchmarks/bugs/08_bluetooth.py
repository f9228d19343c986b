"""SCTBench bluetooth_driver: the stop flag is looked at before the use."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


class Driver:
    def __init__(self):
        self.stopping = self.stopped = False
        self.users = 0


def bug():
    driver = Driver()

    def use():
        if not driver.stopping:
            driver.users += 1
            assert not driver.stopped
            driver.users -= 1

    def stop():
        driver.stopping = True
        if driver.users == 0:
            driver.stopped = True

    together(use, stop)


def right():
    driver, lock = Driver(), threading.Lock()

    def use():
        with lock:
            if not driver.stopping:
                assert not driver.stopped

    def stop():
        with lock:
            driver.stopping = True
            driver.stopped = True

    together(use, stop)
