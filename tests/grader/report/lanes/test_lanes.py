"""How steps become spans of time."""

from __future__ import annotations

from grader.engine.findings import Deadlock, Waiter
from grader.engine.trace import Step, Trace
from grader.report.lanes.lanes import read
from grader.report.lanes.words import Doing
from tests.grader.report import programs
from tests.grader.report.programs import ran


def lanes_of(program):
    """Return the lanes of one program, by name."""
    execution = ran(program)
    return {lane.name: lane for lane in read(execution.trace, execution.findings)}


def spans_of(lane):
    """Return what a lane does, in short."""
    return [(span.begin, span.end, span.words.labels[0]) for span in lane.spans]


def test_what_takes_no_time_is_left_out():
    """The hand-shake of start(), and locks that are free, are no spans."""
    assert spans_of(lanes_of(programs.side_by_side)["main"]) == [
        (0.0, 3.0, "join eat"),
        (3.0, 4.0, "join drink"),
        (4.0, 5.0, "join study"),
    ]


def test_a_wait_for_a_lock_names_all_who_had_it():
    """First its holder at the beginning, then who handed it on."""
    lanes = lanes_of(programs.lock_over_a_sleep)

    assert spans_of(lanes["cem"])[0] == (0.0, 4.0, "lock, held by ann, then bob")


def test_who_has_a_lock_that_another_waits_for_is_marked():
    """Each of them for as long as it had the lock."""
    lanes = lanes_of(programs.lock_over_a_sleep)

    assert set(lanes["ann"].holds) == {(0.0, 2.0)}
    assert set(lanes["bob"].holds) == {(2.0, 4.0)}
    assert lanes["cem"].holds == []


def test_a_wait_that_was_ended_by_another_says_by_whom():
    """Who sets the event stands in the longest label."""
    assert spans_of(lanes_of(programs.event_starts_two)["hare"])[0] == (
        0.0,
        2.0,
        "event gun, main sets it",
    )


def test_what_never_ended_is_open_and_stuck():
    """A deadlock's last waits go on for ever, even if they have just begun."""
    bob = lanes_of(programs.deadlock_in_a_circle)["bob"]

    assert bob.stuck
    assert bob.spans[-1].open
    assert (bob.spans[-1].begin, bob.spans[-1].end) == (2.0, 2.0)


def test_running_shows_only_where_time_passes():
    """A loop that spins while time goes on is a span of its own."""
    assert [span.doing for span in lanes_of(programs.busy_wait)["main"].spans] == [Doing.RUNS]


def test_the_wait_that_closes_a_circle_is_drawn():
    """Whoever would begin it never did, so the trace lacks it; the deadlock knows."""
    trace = Trace()
    trace.steps.append(Step("start", "ann", 0.0, "main", number=1))
    waiter = Waiter("ann", "the lock right", "bob", None, 0.0)

    (lane,) = read(trace, [Deadlock(0.0, (waiter,), ("ann", "bob"))])

    assert [span.words.labels[0] for span in lane.spans] == ["lock right, held by bob"]
