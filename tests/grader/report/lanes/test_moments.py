"""Which moments are shown."""

from __future__ import annotations

from grader.report.lanes.lanes import read
from grader.report.lanes.moments import Moments, moments_of
from tests.grader.report import programs
from tests.grader.report.programs import ran


def moments(program, few, most):
    """Return the moments of one program."""
    execution = ran(program)
    return moments_of(read(execution.trace, execution.findings), [], few, most)


def test_few_moments_are_all_shown():
    """Beginnings, ends, and all between."""
    assert moments(programs.side_by_side, 10, 20) == Moments(
        [0.0, 3.0, 4.0, 5.0], [False, False, False]
    )


def test_what_happens_again_and_again_is_folded():
    """The first three times and the last are shown, and the gap between says so."""
    assert moments(programs.never_ends, 10, 20) == Moments(
        [0.0, 60.0, 120.0, 180.0, 3600.0], [False, False, False, True]
    )


def test_beginnings_and_ends_matter_most():
    """With room for three moments, the second sleep's beginning goes."""
    assert moments(programs.exception_in_a_thread, 1, 2).times == [0.0, 2.0]
