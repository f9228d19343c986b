"""Relies on setdefault being one step, and always goes through the city's own lock."""

import threading
import time


class WeatherCache:
    def __init__(self, fetch, max_age=60.0):
        self.fetch = fetch
        self.max_age = max_age
        self.cities = {}

    def get(self, city):
        lock, stored = self.cities.setdefault(city, (threading.Lock(), []))
        with lock:
            if stored and time.monotonic() < stored[0] + self.max_age:
                return stored[1]
            stored.clear()
            report = self.fetch(city)
            stored[:] = time.monotonic(), report
            return report
