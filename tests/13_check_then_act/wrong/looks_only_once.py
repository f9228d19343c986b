"""Takes the city's lock and fetches, without a second look: the five questions are asked in a row.

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
            report = self.fetch(city)
            with self.lock:
                self.reports[city] = time.monotonic(), report
            return report
