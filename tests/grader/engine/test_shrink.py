"""A failing schedule is made as simple as it can be."""

import pytest

from benchmarks.searching import BUGS, attempts, found_by_default, program
from grader.engine.shrink import replays, shrink
from grader.engine.world import many


@pytest.mark.parametrize(("name", "switches"), [("philosophers_5", 1), ("two_flags", 2)])
def test_a_failure_is_shrunk_to_the_fewest_switches(name, switches):
    """Five philosophers need one, then the right order; two flags can't do with less than two."""
    path = next(path for path in BUGS if path.stem.endswith(name))
    found = found_by_default(path, "bug").failure.attempt
    attempt = attempts(program(path, "bug"))

    with many():
        smallest = shrink(found, attempt)
        again = replays(smallest, attempt)

    assert (smallest.failure, smallest.preemptions) == (found.failure, switches)
    assert again
