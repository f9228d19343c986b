"""Tries again when fetch raises, and tells nobody: the caller never hears of it.

Fails: test_failure_is_not_kept
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
                while report is None:
                    try:
                        report = self.fetch(city)
                    except Exception:
                        pass
                with self.lock:
                    self.reports[city] = time.monotonic(), report
            return report
