"""How far apart moments are drawn."""

from __future__ import annotations

from grader.report.lanes.scale import Need, columns, shortened


def test_gaps_look_as_long_as_they_are():
    """Where nothing needs room, columns are proportional to seconds."""
    assert columns([1.0, 2.0, 1.0], 40, narrowest=2, needs=[]) == [0, 10, 30, 40]


def test_a_label_widens_the_gap_that_it_needs():
    """The others share what is left."""
    assert columns([1.0, 1.0], 30, narrowest=2, needs=[[Need(0, 1, 20)]]) == [0, 20, 30]


def test_a_need_that_does_not_fit_is_left_out():
    """The earlier one counts; a group is met as a whole or not at all."""
    needs = [[Need(0, 1, 20)], [Need(1, 2, 5), Need(0, 1, 28)]]

    assert columns([1.0, 1.0], 30, narrowest=2, needs=needs) == [0, 20, 30]


def test_no_gap_vanishes():
    """A moment right after another still has a column of its own."""
    assert columns([0.001, 100.0], 30, narrowest=2, needs=[]) == [0, 2, 26]


def test_a_long_silence_is_shortened():
    """It looks four times as long as the usual gap, and is marked."""
    assert shortened([1.0, 1.0, 3600.0]) == ([1.0, 1.0, 4.0], [False, False, True])
