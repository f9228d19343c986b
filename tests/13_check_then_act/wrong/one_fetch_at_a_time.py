"""Has one lock for all fetches: what is stored is not concerned, but one city waits for the other.

Fails: test_cities_are_fetched_at_the_same_time
"""

import threading
import time


class WeatherCache:
    def __init__(self, fetch, max_age=60.0):
        self.fetch = fetch
        self.max_age = max_age
        self.lock = threading.Lock()
        self.reports = {}
        self.fetching = threading.Lock()

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
        with self.fetching:
            report = self.look(city)
            if report is None:
                report = self.fetch(city)
                with self.lock:
                    self.reports[city] = time.monotonic(), report
            return report
