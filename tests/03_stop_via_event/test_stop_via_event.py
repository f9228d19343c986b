"""The hidden checks of 03: two customers, a second login, a long interval, a second logout."""

import threading

from grader.testing import points


def now(clock):
    """Read the clock to the microsecond: who reckons with time.monotonic() may be a hair early."""
    return round(clock.now, 6)


def listed(times):
    """List the first of some moments, for a sentence."""
    shown = [f"{moment:g} s" for moment in times[:5]]
    return ", ".join([*shown, "..."][: len(times)]) or "no time"


def wakes(trace):
    """Count how often a thread other than the main thread has woken up so far."""
    return sum(step.kind == "wake" and step.thread != "main" for step in trace.steps)


@points(1)
def test_customers_do_not_disturb_each_other(submission, clock):
    """Customer A logs out at 2.55 s; customer B's clock goes on until B logs out at 4.55 s."""
    times = []

    first = submission.login(lambda number: None)
    second = submission.login(lambda number: times.append(now(clock)))
    clock.advance(2.55)
    submission.logout(*first)
    clock.advance(2)
    submission.logout(*second)

    assert times[:2] == [1, 2], (
        f"A and B logged in at 0 s, and B's clock reported at {listed(times)}; "
        "it must report at 1 s, 2 s, and so on."
    )
    assert times[2:4] == [3, 4], (
        f"A and B logged in at 0 s, A logged out at 2.55 s, and B's clock reported at "
        f"{listed(times)}; it must go on, at 3 s, 4 s, until B logs out. Every login is "
        "independent of all others: it needs an event of its own."
    )


@points(1)
def test_second_login_counts_afresh(submission, clock):
    """Log out and log in again: the second clock counts as the first one did."""
    numbers = []

    def report(number):
        numbers.append(number)

    customer = submission.login(report)
    clock.advance(2.5)
    first = list(numbers)
    submission.logout(*customer)

    numbers.clear()
    again = submission.login(report)
    clock.advance(2.5)
    second = list(numbers)
    submission.logout(*again)

    assert len(first) == 2, f"in the first 2.5 s the clock reported {first}; two reports were due."
    assert second == first, (
        f"in 2.5 s the first login's clock reported {first}; the customer logged out and in again, "
        f"and in 2.5 s the second clock reported {second}. Every login is independent of all "
        "others: it needs an event, a thread and a count of its own."
    )


@points(1)
def test_clock_sleeps_through_the_interval(submission, clock, trace):
    """With interval=10 the clock sleeps from report to report, and logout() wakes it up at once."""
    times = []

    thread, stop = submission.login(lambda number: times.append(now(clock)), interval=10)
    clock.advance(29.75)
    before, woken = list(times), wakes(trace)
    submission.logout(thread, stop)

    assert before == [10, 20], (
        f"in 29.75 s with interval=10 the clock reported at {listed(before)}; "
        "it must report at 10 s, 20 s."
    )
    assert woken <= 2, (
        f"in 29.75 s with interval=10 the clock's thread woke up {woken:,} times for 2 reports. It "
        "must not look at the flag every few milliseconds: let one wait last the whole interval."
    )
    assert clock.now == 29.75, (
        f"with interval=10, logout() was called at 29.75 s and returned at {clock.now:g} s; "
        "it must return at once."
    )


@points(1)
def test_event_that_is_set_already_ends_the_clock(submission, clock):
    """count_seconds() with an event that is set already returns at once, without a report."""
    numbers = []
    stop = threading.Event()
    threading.Timer(2.5, stop.set).start()

    submission.count_seconds(stop, numbers.append)
    first, heard = clock.now, len(numbers)
    submission.count_seconds(stop, numbers.append)

    assert heard >= 2, (
        f"the event was set at 2.5 s; until then two reports were due, and there were {heard}."
    )
    assert clock.now == first, (
        f"called at {first:g} s with an event that was set at 2.5 s, count_seconds() returned at "
        f"{clock.now:g} s; it must return at once."
    )
    assert len(numbers) == heard, (
        f"called with an event that is set already, count_seconds() reported {numbers[heard:]}; "
        "it must not report at all."
    )


@points(1)
def test_second_logout_is_harmless(submission, clock):
    """logout() called a second time returns at once, and does no harm."""
    thread, stop = submission.login(lambda number: None)
    clock.advance(1.5)
    before = thread.is_alive()
    submission.logout(thread, stop)
    first, after = clock.now, thread.is_alive()
    submission.logout(thread, stop)

    assert before, "the clock had ended by itself before logout() was called at 1.5 s."
    assert not after, "after the first logout() the clock's thread was still alive."
    assert clock.now == first, (
        f"the second logout() was called at {first:g} s and returned at {clock.now:g} s; "
        "it must return at once, as the thread has ended already."
    )
