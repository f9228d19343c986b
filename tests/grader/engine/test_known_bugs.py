"""Known concurrency bugs are found, and their correct twins raise no alarm."""

import pytest

from benchmarks.known_bugs import measured
from benchmarks.searching import BUGS, expected, found_by_default
from grader.engine.explore import Budget

QUICK = Budget(random=30, orders=60, bounded=20, more_random=20, steps=8_000)
"""For the twins: what is right is right under few schedules too."""


@pytest.mark.parametrize("path", BUGS, ids=lambda path: path.stem)
def test_the_bug_is_found_within_the_default_budget(path):
    """Each fails in the way that its file expects."""
    found = found_by_default(path, "bug")

    assert found.failure is not None, found.statement()
    assert found.failure.attempt.failure == expected(path)


@pytest.mark.parametrize("path", BUGS, ids=lambda path: path.stem)
def test_its_correct_twin_is_clean(path):
    """No schedule makes the right program fail."""
    assert found_by_default(path, "right", QUICK).failure is None


def test_the_tables_name_each_scheduler_and_no_absent_peer(monkeypatch):
    """A bug has a row in each of the three tables; peers that are not installed have no column."""
    monkeypatch.setattr("benchmarks.peers.versions", dict)
    counter = next(path for path in BUGS if path.stem == "27_counter")

    (default, executions, times), notes = measured([counter], seeds=1)

    heads = ["bug", "POS", "walk", "PCT-3", "DPOR", "pb1", "pb2"]
    assert default.rows[0][:2] == ["27_counter", "AssertionError"]
    assert executions.heads == times.heads == heads
    assert executions.rows[1] == ["found, of 1", "1", "1", "1", "1", "1", "1"]
    assert notes == []
