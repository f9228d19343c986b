"""Locks each use of the dictionary. Looking and storing are safe steps, but two of them.

Fails: test_five_screens_are_one_question, test_two_threads_never_ask_twice
"""

import threading
import time


class WeatherCache:
    def __init__(self, fetch, max_age=60.0):
        self.fetch = fetch
        self.max_age = max_age
        self.lock = threading.Lock()
        self.reports = {}

    def look(self, city):
        with self.lock:
            if city in self.reports:
                arrived, report = self.reports[city]
                if time.monotonic() - arrived < self.max_age:
                    return report
            return None

    def get(self, city):
        report = self.look(city)
        if report is None:
            report = self.fetch(city)
            with self.lock:
                self.reports[city] = time.monotonic(), report
        return report
