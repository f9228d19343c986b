"""Ask the weather service only once: a cache for many threads, and for slow answers."""

import threading
import time
from collections.abc import Callable


class WeatherCache:
    """Keeps the reports of a weather service for some time. Many threads ask it."""

    def __init__(self, fetch: Callable[[str], str], max_age: float = 60.0):
        """Use fetch(city), which is slow, to get a report; keep it for `max_age` seconds."""
        self.fetch = fetch
        self.max_age = max_age
        # This lock protects both dictionaries. It is held for a moment only, never while we fetch.
        self.lock = threading.Lock()
        self.reports = {}  # city: (when it arrived, report)
        self.city_locks = {}  # city: the lock of whoever fetches it

    def get(self, city: str) -> str:
        """Return the report of a city.

        If there is one that is younger than max_age seconds, counted from the moment it arrived,
        return it at once. Otherwise call fetch(city), store what it returns, and return it.

        There is at most one fetch for each city at a time: others that ask for this city wait for
        it, and get its answer. Different cities are fetched at the same time, and a stored report
        is returned at once even while another city is fetched.

        If fetch raises, the exception goes on, and nothing is stored. Callers that waited for it
        either get the exception, too, or try again; nobody waits for ever.
        """
        report = self.look(city)
        if report is not None:
            return report
        # Looking and making is one step under the lock: a city never gets two locks.
        with self.lock:
            city_lock = self.city_locks.setdefault(city, threading.Lock())
        # The first one comes in and fetches; the others wait here. `with` gives the lock back even
        # if fetch() raises: then the next one comes in, finds nothing, and tries again.
        with city_lock:
            # What we saw before we waited is old: look again.
            report = self.look(city)
            if report is None:
                report = self.fetch(city)
                with self.lock:
                    # Now, not before the fetch: the age counts from the arrival.
                    self.reports[city] = time.monotonic(), report
            return report

    def look(self, city: str) -> str | None:
        """Return the stored report, or None if there is none that is young enough."""
        with self.lock:
            if city in self.reports:
                arrived, report = self.reports[city]
                if time.monotonic() - arrived < self.max_age:
                    return report
            return None


if __name__ == "__main__":
    # Run this file to watch five screens in real time:  python check_then_act.py
    # The service must be asked once for Oslo and once for Rome, and all is done after 2 seconds.
    def ask_the_service(city: str) -> str:
        print("the service is asked for", city)
        time.sleep(2)
        return f"rain in {city}"

    cache = WeatherCache(ask_the_service)
    screens = [
        threading.Thread(target=lambda city=city: print(cache.get(city)))
        for city in ("Oslo", "Oslo", "Rome", "Oslo", "Rome")
    ]
    for screen in screens:
        screen.start()
    for screen in screens:
        screen.join()
