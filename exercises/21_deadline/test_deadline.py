"""The visible checks of 21: a search with time enough, and one whose time is up."""

from grader.testing import points

SECONDS = {"stork": 2, "crane": 3, "swift": 4, "heron": 2.5, "eagle": 1.25}


@points(2)
def test_all_answer_if_there_is_time(submission, clock):
    """Five airlines, two at a time, and time enough: all have answered at 6.75 s."""
    busy, crowds = [], []

    def ask(name, stop):
        busy.append(name)
        crowds.append(len(busy))
        stop.wait(SECONDS[name])
        busy.remove(name)
        return name.upper()

    report = submission.search(ask, list(SECONDS), timeout=10)
    returned = clock.now

    assert max(crowds, default=0) <= 2, (
        f"with at_once=2, {max(crowds)} calls of ask were running at the same time."
    )
    assert report.done == {name: name.upper() for name in SECONDS}, (
        f"all five airlines answer within 10 s; in done are {report.done}."
    )
    assert (report.failed, report.unfinished) == ({}, []), (
        f"all five airlines answer within 10 s, but failed is {report.failed} and unfinished is "
        f"{report.unfinished}; both must be empty."
    )
    assert returned == 6.75, (
        "two at a time, the last of five airlines answers at 6.75 s; search() with timeout=10 "
        f"returned at {returned:g} s. It must return as soon as all have answered."
    )


@points(3)
def test_time_is_up_for_all_of_them(submission, clock):
    """timeout=5: search() returns at 5 s with two answers; three names are unfinished, in order."""

    def ask(name, stop):
        stop.wait(SECONDS[name])
        return name.upper()

    report = submission.search(ask, list(SECONDS), timeout=5)
    returned = clock.now

    assert returned == 5, (
        f"search() was called at 0 s with timeout=5, and returned at {returned:g} s; "
        "it must return at 5 s, whoever has not answered."
    )
    assert report.done == {"stork": "STORK", "crane": "CRANE"}, (
        "stork answered at 2 s and crane at 3 s, nobody else before 5 s; in done are "
        f"{report.done}. It must be their two answers."
    )
    assert report.unfinished == ["swift", "heron", "eagle"], (
        f"swift, heron and eagle had not answered at 5 s; unfinished is {report.unfinished}. "
        "It must be their names, in the order in which they were given."
    )
