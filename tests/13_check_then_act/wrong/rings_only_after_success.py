"""Tidies up after a failure, but sets the event only after success: who waits is never woken.

Fails: test_nobody_waits_for_ever_after_a_failure
"""

import threading
import time


class WeatherCache:
    def __init__(self, fetch, max_age=60.0):
        self.fetch = fetch
        self.max_age = max_age
        self.lock = threading.Lock()
        self.reports = {}
        self.on_their_way = {}

    def get(self, city):
        while True:
            with self.lock:
                arrived, report = self.reports.get(city, (-self.max_age, None))
                if time.monotonic() - arrived < self.max_age:
                    return report
                done = self.on_their_way.get(city)
                if done is None:
                    self.on_their_way[city] = done = threading.Event()
                    break
            done.wait()
        try:
            report = self.fetch(city)
            with self.lock:
                self.reports[city] = time.monotonic(), report
        finally:
            with self.lock:
                del self.on_their_way[city]
        done.set()
        return report
