"""The visible checks of 13: how long a report is kept, and five screens that ask at once."""

import time

from grader.testing import points


class Service:
    """A weather service that needs 2 seconds for an answer, and numbers its answers."""

    def __init__(self):
        self.asked = []

    def fetch(self, city):
        self.asked.append(city)
        number = len(self.asked)
        time.sleep(2)
        return f"{city} #{number}"


@points(1)
def test_report_is_kept_for_a_minute(submission, clock):
    """A report is returned at once, without a question, until it is a minute old."""
    service = Service()
    cache = submission.WeatherCache(service.fetch)

    first, arrived = cache.get("Oslo"), clock.now
    clock.advance(28)
    second, stored = cache.get("Oslo"), clock.now
    clock.advance(35)
    third, again = cache.get("Oslo"), clock.now

    assert (first, arrived) == ("Oslo #1", 2), (
        f"asked at 0 s, get returned {first!r} at {arrived:g} s; the service "
        "answers 'Oslo #1' at 2 s."
    )
    assert (second, stored) == ("Oslo #1", 30), (
        f"'Oslo #1' arrived at 2 s. Asked again at 30 s, get returned {second!r} at {stored:g} s; "
        "the report was there, so it must be returned at once."
    )
    assert (third, again) == ("Oslo #2", 67), (
        f"'Oslo #1' arrived at 2 s. Asked again at 65 s, get returned {third!r} at {again:g} s; "
        "the report was older than a minute, so a new one must be fetched."
    )


@points(1)
def test_age_counts_from_the_arrival(submission, clock):
    """With max_age=5, a report that arrived at 2 s is good at 6.5 s, and too old at 7.5 s."""
    service = Service()
    cache = submission.WeatherCache(service.fetch, max_age=5)

    cache.get("Oslo")
    clock.advance(4.5)
    young, young_at = cache.get("Oslo"), clock.now
    clock.advance(1)
    old, old_at = cache.get("Oslo"), clock.now

    assert (young, young_at) == ("Oslo #1", 6.5), (
        f"'Oslo #1' was asked for at 0 s and arrived at 2 s. At 6.5 s it was 4.5 s old, and get "
        f"returned {young!r} at {young_at:g} s. The age counts from the moment a report arrived; "
        "look at the clock after fetch has returned."
    )
    assert (old, old_at) == ("Oslo #2", 9.5), (
        f"'Oslo #1' arrived at 2 s. At 7.5 s it was 5.5 s old, and get returned {old!r} at "
        f"{old_at:g} s; with max_age=5 a new one must be fetched."
    )


@points(3)
def test_five_screens_are_one_question(submission, clock, together):
    """Five threads ask for Oslo at once: one question, and five equal answers after 2 s."""
    service = Service()
    cache = submission.WeatherCache(service.fetch)
    answers = []

    def screen():
        answers.append(cache.get("Oslo"))

    together(screen, screen, screen, screen, screen)

    assert len(service.asked) == 1, (
        f"five threads asked for Oslo at 0 s, and the service was asked {len(service.asked)} "
        "times: it must be once. Whoever comes while a report is on its way waits for it; and "
        "whoever has waited looks again before it fetches."
    )
    assert answers == ["Oslo #1"] * 5, f"the answer was 'Oslo #1', and the threads got {answers}."
    assert clock.now == 2, (
        f"the answer was there at 2 s, and the last of five threads had it at {clock.now:g} s."
    )
