"""Waiting goes on as long as results come."""

from __future__ import annotations

import pytest

from grader.grading.patience import POLL, SILENCES, Patience


@pytest.fixture
def results(tmp_path):
    """A file to which results are written."""
    path = tmp_path / "results"
    path.touch()
    return path


class Watch:
    """A clock that a test moves."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    """The time that passes."""
    return Watch()


def test_silence_ends_patience(results, watch):
    """After the seconds of silence nothing is left."""
    patience = Patience(results, 20, watch)

    watch.now += 19.5
    assert patience.left() == 0.5
    watch.now += 0.5
    assert patience.left() == 0


def test_result_renews_patience(results, watch):
    """A file that has grown is as good as a new beginning."""
    patience = Patience(results, 20, watch)

    watch.now += 19
    results.write_text("one")
    assert patience.left() == POLL
    watch.now += 19
    assert patience.left() == POLL
    watch.now += 1
    assert patience.left() == 0


def test_growing_for_ever_does_not_help(results, watch):
    """Whoever only pretends to make progress is stopped as well."""
    patience = Patience(results, 20, watch)

    watch.now += 20 * SILENCES
    results.write_text("one")

    assert patience.left() == 0


def test_missing_file_is_silence(results, watch):
    """A submission may have deleted the file."""
    patience = Patience(results, 20, watch)
    results.unlink()

    watch.now += 20

    assert patience.left() == 0
