"""A Condition and a set of the cities that somebody fetches at the moment."""

import threading
import time


class WeatherCache:
    def __init__(self, fetch, max_age=60.0):
        self.fetch = fetch
        self.max_age = max_age
        self.changed = threading.Condition()
        self.busy = set()
        self.good_until = {}
        self.reports = {}

    def get(self, city):
        with self.changed:
            while city in self.busy:
                self.changed.wait()
            if time.monotonic() < self.good_until.get(city, 0):
                return self.reports[city]
            self.busy.add(city)
        try:
            self.reports[city] = report = self.fetch(city)
            self.good_until[city] = time.monotonic() + self.max_age
            return report
        finally:
            with self.changed:
                self.busy.remove(city)
                self.changed.notify_all()
