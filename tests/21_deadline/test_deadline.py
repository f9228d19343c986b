"""The hidden checks of 21: the goodbyes, failures, calls that are deaf, and one clock for all."""

import time

from grader.testing import explore, points

SECONDS = {"stork": 2, "crane": 3, "swift": 4, "heron": 2.5, "eagle": 1.25}


@points(1)
def test_running_calls_are_told_and_others_never_begin(submission, clock):
    """When the time is up, at 5 s, two calls see the stop sign at once, and one never begins."""
    asked, gave_up = [], []

    def ask(name, stop):
        asked.append(name)
        if stop.wait(SECONDS[name]):
            gave_up.append((clock.now, name))

    submission.search(ask, list(SECONDS), timeout=5)
    clock.advance(10)

    assert "eagle" not in asked, (
        "when the time was up, at 5 s, four of five airlines had been asked, two at a time; later "
        "ask was called for eagle, too. A call that has not started then must never start."
    )
    assert sorted(gave_up) == [(5, "heron"), (5, "swift")], (
        "when the time was up, at 5 s, heron and swift were waiting for `stop` or for an answer; "
        f"the calls that saw `stop`, and when: {gave_up}. Both must see it at 5 s."
    )


@points(1)
@explore()
def test_goodbyes_are_said_in_the_right_order(submission):
    """One of two calls is running and gives up: the other never begins, whoever is interrupted."""
    asked = []

    def ask(name, stop):
        asked.append(name)
        stop.wait(9)
        return "gave up"

    report = submission.search(ask, ["eagle", "swift"], timeout=1, at_once=1)

    assert report.done == {}, (
        "eagle answered only after it had seen `stop`, when the time was up; done is "
        f"{report.done}. Such an answer comes too late, and must be ignored."
    )
    assert report.unfinished == ["eagle", "swift"], (
        "nobody had answered when the time was up; unfinished is "
        f"{report.unfinished}, and must be ['eagle', 'swift']."
    )
    assert asked == ["eagle"], (
        "one at a time: the time was up while eagle was being asked, and swift had not begun; "
        f"in the end ask was called for {' and '.join(asked)}. Swift's call must never start. "
        "In which order do you ask the one to stop, and drop the other?"
    )


@points(1)
def test_failure_of_one_airline_is_reported(submission, clock):
    """One of three airlines raises: it is in `failed`, and the others are done."""
    crash = ConnectionError("no line")

    def ask(name, stop):
        stop.wait(SECONDS[name])
        if name == "crane":
            raise crash
        return name.upper()

    report = submission.search(ask, ["stork", "crane", "swift"], timeout=8)

    assert report.failed == {"crane": crash}, (
        f"of three airlines crane raised {crash!r}, in time; failed is {report.failed}."
    )
    assert report.done == {"stork": "STORK", "swift": "SWIFT"}, (
        f"stork and swift answered in time, and crane raised; in done are {report.done}."
    )
    assert report.unfinished == [], (
        f"three airlines answered or raised in time; unfinished is {report.unfinished}."
    )


@points(1)
def test_nobody_waits_for_a_deaf_call(submission, clock):
    """A call of 30 s never looks at `stop`: search() returns at 5 s; its late answer is ignored."""

    def ask(name, stop):
        time.sleep({"quick": 1.25, "deaf": 30}[name])
        return name.upper()

    report = submission.search(ask, ["deaf", "quick"], timeout=5)
    returned = clock.now
    clock.advance(30)

    assert returned == 5, (
        "a call of 30 s doesn't look at `stop`; search() with timeout=5 returned at "
        f"{returned:g} s. It must return at 5 s, and not wait for a call that is still running."
    )
    assert (report.done, report.unfinished) == ({"quick": "QUICK"}, ["deaf"]), (
        "one airline answered at 1.25 s, another at 30 s, long after the time was up; the report "
        f"now says done: {report.done}, unfinished: {report.unfinished}. A late answer must be "
        "ignored, also by a report that has been returned already."
    )


@points(1)
def test_one_clock_for_all(submission, clock):
    """Six calls of 3 s, one at a time, timeout=4.75: over at 4.75 s. No names: over at once."""

    def ask(name, stop):
        stop.wait(3)
        return name.upper()

    nobody = submission.search(ask, [], timeout=4.75)
    at_once = clock.now
    report = submission.search(ask, list("abcdef"), timeout=4.75, at_once=1)
    returned = clock.now

    assert at_once == 0, (
        f"search() without names was called at 0 s, and returned at {at_once:g} s; nobody is "
        "asked, so it must return at once."
    )
    assert (nobody.done, nobody.failed, nobody.unfinished) == ({}, {}, []), (
        f"search() without names returned {nobody}; it must be an empty Report."
    )
    assert returned == 4.75, (
        "six calls of 3 s, one at a time, with timeout=4.75: search() returned at "
        f"{returned:g} s. The timeout is for all of them together: it must return at 4.75 s."
    )
    assert (report.done, report.unfinished) == ({"a": "A"}, list("bcdef")), (
        "six calls of 3 s, one at a time, with timeout=4.75: only a can be done. The report says "
        f"done: {report.done}, unfinished: {report.unfinished}."
    )
