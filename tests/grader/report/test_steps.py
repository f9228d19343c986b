"""The steps of a failing schedule as a table."""

from __future__ import annotations

from grader.engine.findings import Place
from grader.engine.story import Event
from grader.report.steps import LINES, table


def event(kind, name, *, number=1, value="", owner=1, **more):
    """Return a step of thread 1 at line 3."""
    place = Place("egg.py", 3, "x += 1")
    return Event(f"T{number}", number, 0.0, kind, name, (owner, ""), place, value, **more)


def test_a_step_has_thread_line_deed_and_value():
    """One line each."""
    assert table([event("read", "x", value="1"), event("acquire", "lock", number=2)]) == (
        "  1  T1  line 3    reads x = 1\n  2  T2  line 3    takes lock"
    )


def test_only_what_a_cause_is_about_is_shown():
    """The rest is left out."""
    steps = [event("read", "x", owner=1), event("read", "y", owner=2)]

    assert "reads y" not in table(steps, {(1, "")})


def test_steps_before_the_threads_begin_are_left_out():
    """The main thread's preparation tells nothing."""
    assert "T0" not in table([event("write", "x", number=0), event("write", "x")])
    assert table([event("write", "x", number=0)]).count("\n") == 0


def test_a_notify_says_how_many_heard_it():
    """Of those that waited."""
    told = table([event("notify", "changed", count=2, woken=1)])

    assert told.endswith("notifies changed (2 waiting, 1 woken)")


def test_a_long_table_is_cut_in_its_middle():
    """It says how many steps are missing."""
    told = table([event("read", "x")] * 100)

    assert len(told.splitlines()) == LINES
    assert "... 77 more steps ..." in told
