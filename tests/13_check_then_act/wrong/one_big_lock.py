"""Holds one lock for everything, during the fetch, too: the whole app waits for one city.

Fails: test_cities_are_fetched_at_the_same_time, test_stored_report_does_not_wait_for_another_city
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
        if city in self.reports:
            arrived, report = self.reports[city]
            if time.monotonic() - arrived < self.max_age:
                return report
        return None

    def get(self, city):
        with self.lock:
            report = self.look(city)
            if report is None:
                report = self.fetch(city)
                self.reports[city] = time.monotonic(), report
            return report
