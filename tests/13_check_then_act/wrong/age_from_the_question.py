"""Looks at the clock before the fetch: the age counts from the question.

Fails: test_age_counts_from_the_arrival
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
        with self.lock:
            city_lock = self.city_locks.setdefault(city, threading.Lock())
        with city_lock:
            report = self.look(city)
            if report is None:
                now = time.monotonic()
                report = self.fetch(city)
                with self.lock:
                    self.reports[city] = now, report
            return report
