"""The visible checks of 03: a clock counts, stops at once, and has ended when logout() returns."""

import time

from grader.testing import points


def now(clock):
    """Read the clock to the microsecond: who reckons with time.monotonic() may be a hair early."""
    return round(clock.now, 6)


def told(reports):
    """List the first reports, for a sentence: "1 at 1 s, 2 at 2 s"."""
    shown = [f"{number!r} at {moment:g} s" for moment, number in reports[:6]]
    return ", ".join([*shown, "..."][: len(reports)]) or "nothing"


@points(1)
def test_clock_counts_the_seconds(submission, clock):
    """login() returns at once, and its clock reports 1, 2, 3 at 1, 2, 3 s."""
    reports = []

    _, stop = submission.login(lambda number: reports.append((now(clock), number)))
    returned = clock.now
    clock.advance(3.5)
    stop.set()

    assert returned == 0, (
        f"login() returned at {returned:g} s; it must return at once, at 0 s, while the clock runs."
    )
    assert reports == [(1, 1), (2, 2), (3, 3)], (
        f"logged in at 0 s, the clock reported {told(reports)} in 3.5 s; "
        "it must report 1 at 1 s, 2 at 2 s, 3 at 3 s."
    )


@points(3)
def test_logout_stops_the_clock_at_once(submission, clock):
    """logout() at 3.25 s returns at 3.25 s, and the clock does not report again."""
    reports = []

    thread, stop = submission.login(lambda number: reports.append((now(clock), number)))
    clock.advance(3.25)
    running, before = thread.is_alive(), len(reports)
    submission.logout(thread, stop)

    assert running, (
        f"the clock had ended before logout() was called at 3.25 s, and had reported "
        f"{told(reports)}; it must run until its event is set."
    )
    assert clock.now == 3.25, (
        f"logout() was called at 3.25 s and returned at {clock.now:g} s; it must return at once, "
        "and the clock must not finish its interval. "
        "A thread in time.sleep() hears nothing; one that waits for the event itself does."
    )

    clock.advance(2)

    late = reports[before:]
    assert late == [], (
        f"after logout() at 3.25 s the clock still reported {told(late)}; it must not report again."
    )


@points(1)
def test_logout_waits_until_the_clock_has_ended(submission, clock):
    """logout() in the middle of a report of 2 s returns when the clock's thread has ended."""
    thread, stop = submission.login(lambda number: time.sleep(2))
    clock.advance(1.25)
    before = thread.is_alive()
    submission.logout(thread, stop)
    after = thread.is_alive()

    assert before, "the clock had ended by itself before logout() was called at 1.25 s."
    assert not after, (
        f"a report lasts from 1 to 3 s; logout() at 1.25 s returned at {clock.now:g} s, while the "
        "clock's thread was still alive. set() only asks; "
        "join(), without a timeout, waits for the thread's end."
    )
