"""The hidden checks of 13: other cities, failures, and two threads at the worst moment."""

import time

from grader.testing import explore, points


class Service:
    """A weather service that needs 2 seconds, numbers its answers, and fails `failures` times."""

    def __init__(self, failures=0):
        self.asked = []
        self.failures = failures

    def fetch(self, city):
        self.asked.append(city)
        number = len(self.asked)
        time.sleep(2)
        if number <= self.failures:
            raise ConnectionError("no line to the service")
        return f"{city} #{number}"


def answer(cache, city):
    """Return what the cache says, or "ConnectionError"."""
    try:
        return cache.get(city)
    except ConnectionError:
        return "ConnectionError"


@points(1)
def test_cities_are_fetched_at_the_same_time(submission, clock, together):
    """Oslo and Rome are asked for at once: both reports are there after 2 s."""
    service = Service()
    cache = submission.WeatherCache(service.fetch)

    together(lambda: cache.get("Oslo"), lambda: cache.get("Rome"))

    assert sorted(service.asked) == ["Oslo", "Rome"], (
        f"Oslo and Rome were wanted, and the service was asked for {service.asked}."
    )
    assert clock.now == 2, (
        f"Oslo and Rome were asked for at 0 s, and both were there at {clock.now:g} s; it must be "
        "2 s. Does one city wait for a lock that is held while the other one is fetched?"
    )


@points(1)
def test_stored_report_does_not_wait_for_another_city(submission, clock, together):
    """While Lima is fetched, from 2 to 4 s, a stored report of Oslo is returned at 2.5 s."""
    service = Service()
    cache = submission.WeatherCache(service.fetch)
    cache.get("Oslo")
    returned = []

    def show_oslo():
        clock.advance(0.5)
        cache.get("Oslo")
        returned.append(clock.now)

    together(lambda: cache.get("Lima"), show_oslo)

    assert returned == [2.5], (
        "the report of Oslo was stored at 2 s. Asked at 2.5 s, while Lima was fetched, get "
        f"returned it at {returned[0]:g} s; it must be at once. Is a lock that everybody needs "
        "held during the fetch?"
    )


@points(1)
def test_failure_is_not_kept(submission, clock):
    """fetch raises: the exception goes on, nothing is stored, and the next get fetches."""
    service = Service(failures=1)
    cache = submission.WeatherCache(service.fetch)

    first, second = answer(cache, "Oslo"), answer(cache, "Oslo")

    assert first == "ConnectionError", (
        f"fetch raised ConnectionError, and get returned {first!r}; the exception must go on."
    )
    assert second == "Oslo #2", (
        f"the first fetch raised, the second one would not have; but get returned {second!r}. "
        "If fetch raises, nothing is stored."
    )


@points(1)
def test_nobody_waits_for_ever_after_a_failure(submission, together):
    """Three threads wait for a fetch that fails: each gets the exception, or a report."""
    service = Service(failures=1)
    cache = submission.WeatherCache(service.fetch)
    answers = []

    def screen():
        answers.append(answer(cache, "Oslo"))

    together(screen, screen, screen)
    strange = [each for each in answers if each not in ("ConnectionError", "Oslo #2", "Oslo #3")]

    assert strange == [], (
        f"three threads asked for Oslo, and the first fetch raised ConnectionError. They got "
        f"{answers}; each must get the exception, or try again and get a report."
    )


@points(1)
@explore()
def test_two_threads_never_ask_twice(submission, together):
    """Two threads ask for one city: one question, whoever is interrupted where."""
    asked, answers = [], []

    def fetch(city):
        asked.append(city)
        return f"{city} #{len(asked)}"

    cache = submission.WeatherCache(fetch)

    def screen():
        answers.append(cache.get("Oslo"))

    together(screen, screen)

    assert len(asked) == 1, (
        f"two threads asked for Oslo, and the service was asked {len(asked)} times. Between "
        "looking and acting nobody must come: not at the reports, nor at the locks."
    )
    assert answers == ["Oslo #1"] * 2, (
        f"the answer was 'Oslo #1', and the two threads got {answers}."
    )
