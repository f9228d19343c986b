"""Ask the weather service only once: a cache for many threads, and for slow answers."""

import threading
import time
from collections.abc import Callable


class WeatherCache:
    """Keeps the reports of a weather service for some time. Many threads ask it."""

    def __init__(self, fetch: Callable[[str], str], max_age: float = 60.0):
        """Use fetch(city), which is slow, to get a report; keep it for `max_age` seconds."""
        # TODO: what do you have to remember? Which locks protect what?
        raise NotImplementedError("remember fetch and max_age, and make room for reports")

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
        # TODO: look; if there is nothing, let one thread fetch, and the others wait for it.
        raise NotImplementedError("return the stored report, or fetch one")


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
