"""Believes that lru_cache does it all: it keeps reports for ever, and lets five threads fetch
at once.

Fails: test_report_is_kept_for_a_minute, test_age_counts_from_the_arrival, test_five_screens_are_one_question
"""

import functools


class WeatherCache:
    def __init__(self, fetch, max_age=60.0):
        self.fetch = functools.lru_cache(maxsize=None)(fetch)

    def get(self, city):
        return self.fetch(city)
