"""The hidden checks of 08: shops that fail, many shops, and what is not asked any more."""

import time

from grader.testing import points


class Refused(Exception):
    """What a shop of these checks raises; no student can have thought of it before."""


class Market:
    """Shops that need some seconds each; some refuse then. Remembers who was asked when."""

    def __init__(self, clock, seconds, refuse=()):
        self.clock = clock
        self.seconds = seconds
        self.refuse = refuse
        self.asked = []

    def ask(self, shop):
        self.asked.append((self.clock.now, shop))
        time.sleep(self.seconds[shop])
        if shop in self.refuse:
            raise Refused(shop)
        return 10 * self.seconds[shop]


def raised_by(function, kind):
    """Call a function; return the exception of this kind that it raised, or else None."""
    try:
        function()
    except kind as error:
        return error
    return None


def told(error):
    """Name an exception, for a sentence."""
    return "no exception" if error is None else repr(error)


@points(1)
def test_refusal_is_no_answer(submission, clock):
    """B refuses at 2.25 s: the first answer is A's, at 5 s; if all refuse, it is a LookupError."""
    seconds = {"A": 5, "B": 2.25, "C": 9}
    some = Market(clock, seconds, refuse=["B"])
    none = Market(clock, seconds, refuse=["A", "B", "C"])

    answer = submission.first_answer(some.ask, ["A", "B", "C"])
    answered = clock.now
    error = raised_by(lambda: submission.first_answer(none.ask, ["A", "B", "C"]), Exception)
    nobody = raised_by(lambda: submission.first_answer(none.ask, []), Exception)

    assert (answer, answered) == (("A", 50), 5), (
        "A needs 5 s, B refuses after 2.25 s, C needs 9 s; first_answer() returned "
        f"{answer} at {answered:g} s. It must return ('A', 50) at 5 s: a refusal is no answer."
    )
    assert isinstance(error, LookupError), (
        f"all shops refused, and first_answer() raised {told(error)}; it must raise LookupError."
    )
    assert isinstance(nobody, LookupError), (
        f"there were no shops, and first_answer() raised {told(nobody)}; it must raise LookupError."
    )


@points(1)
def test_all_shops_are_asked_at_the_same_time(submission, clock):
    """as_they_arrive() and first_answer() ask all of twenty shops at once."""
    seconds = dict.fromkeys("ABCDEFGHIJKLMNOPQRST", 2)
    page, lucky = Market(clock, seconds), Market(clock, seconds)

    list(submission.as_they_arrive(page.ask, list(seconds)))
    page_asked = sum(moment == 0 for moment, shop in page.asked)
    begin = clock.now
    submission.first_answer(lucky.ask, list(seconds))
    clock.advance(10)
    lucky_asked = sum(moment == begin for moment, shop in lucky.asked)

    assert page_asked == 20, (
        f"of twenty shops as_they_arrive() asked {page_asked} at first; all must be asked at the "
        "same time. How many threads does the pool have?"
    )
    assert lucky_asked == 20, (
        f"of twenty shops first_answer() asked {lucky_asked} at first; all must be asked at the "
        "same time. How many threads does the pool have?"
    )


@points(1)
def test_all_prices_come_together(submission, clock):
    """A 5 s, B 2.25 s, C 9 s, D 3 s, two at once: all four prices are there at 11.25 s."""
    market = Market(clock, {"A": 5, "B": 2.25, "C": 9, "D": 3})

    prices = submission.all_prices(market.ask, ["A", "B", "C", "D"], at_once=2)

    assert prices == {"A": 50, "B": 22.5, "C": 90, "D": 30}, (
        f"all_prices() returned {prices}, not {{'A': 50, 'B': 22.5, 'C': 90, 'D': 30}}."
    )
    assert sorted(market.asked) == [(0, "A"), (0, "B"), (2.25, "C"), (5, "D")], (
        f"with at_once=2 the shops were asked (at second, shop) {sorted(market.asked)}; "
        "A and B must be asked at 0 s, C when B has answered, D when A has: two at a time, "
        "and never more."
    )
    assert clock.now == 11.25, f"the prices were there at 11.25 s, but returned at {clock.now:g} s."


@points(1)
def test_refusal_is_raised_at_once(submission, clock):
    """C needs 9 s, A refuses after 5 s, B has answered: all_prices() raises A's refusal at 5 s."""
    market = Market(clock, {"A": 5, "B": 2.25, "C": 9}, refuse=["A"])

    error = raised_by(lambda: submission.all_prices(market.ask, ["C", "A", "B"]), Refused)

    assert error is not None, "A refused, and all_prices() did not raise A's exception."
    assert clock.now == 5, (
        f"C needs 9 s, A refused at 5 s, and B had answered at 2.25 s. all_prices() raised A's "
        f"exception at {clock.now:g} s; it must raise it at 5 s, without waiting for C."
    )


@points(1)
def test_nobody_is_asked_after_a_refusal(submission, clock):
    """Two at once; B refuses at 2.25 s: of the shops that wait in line, none is asked any more."""
    market = Market(clock, {"A": 5, "B": 2.25, "D": 4, "E": 4, "F": 4}, refuse=["B"])

    error = raised_by(
        lambda: submission.all_prices(market.ask, ["A", "B", "D", "E", "F"], at_once=2), Refused
    )
    clock.advance(30)

    late = [(moment, shop) for moment, shop in market.asked if moment > 2.25]
    assert error is not None, "B refused, and all_prices() did not raise B's exception."
    assert late == [], (
        f"B refused at 2.25 s, and later on were still asked (at second, shop): {late}. Whoever "
        "has not been asked at a refusal must never be asked; "
        "the pool has a queue, and shutdown() can empty it."
    )
    assert len(market.asked) <= 3, (
        f"with at_once=2 the shops were asked (at second, shop) {market.asked}; when B refused at "
        "2.25 s, not all of them could have been asked already."
    )
