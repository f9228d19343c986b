"""Looks for the city's lock and makes it in two steps: two threads can make two locks.

Fails: test_two_threads_never_ask_twice
"""

import threading
import time


class WeatherCache:
    def __init__(self, fetch, max_age=60.0):
        self.fetch = fetch
        self.max_age = max_age
        self.lock = threading.Lock()
        self.reports = {}
        self.city_locks = {}

    def look(self, city):
        with self.lock:
            if city in self.reports:
                arrived, report = self.reports[city]
                if time.monotonic() - arrived < self.max_age:
                    return report
            return None

    def get(self, city):
        report = self.look(city)
        if report is not None:
            return report
        if city not in self.city_locks:
            self.city_locks[city] = threading.Lock()
        with self.city_locks[city]:
            report = self.look(city)
            if report is None:
                report = self.fetch(city)
                with self.lock:
                    self.reports[city] = time.monotonic(), report
            return report
