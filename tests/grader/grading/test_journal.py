"""Nothing that was graded is lost, whenever a run ends."""

from __future__ import annotations

import pytest

from grader.grading.jobs import Graded
from grader.grading.journal import Journal
from grader.model import Check, CheckResult, Outcome

CHECKS = (Check("test_a", "a", 3, True),)
FAILED = Graded((CheckResult(CHECKS[0], Outcome.FAILED, "because\n“ß”"),), "a note")


@pytest.fixture
def path(tmp_path):
    """Where the journal is."""
    return tmp_path / "journal.jsonl"


def test_result_is_found_by_the_next_run(path):
    """What one run added, the next one knows."""
    with Journal(path) as journal:
        journal.add("key", FAILED)

    with Journal(path) as journal:
        assert journal.find("key", CHECKS) == FAILED
        assert journal.find("other", CHECKS) is None


def test_result_is_on_disk_at_once(path):
    """A run that is killed has lost nothing that it had added."""
    with Journal(path) as journal:
        journal.add("key", FAILED)

        with Journal(path) as another:
            assert another.find("key", CHECKS) == FAILED


def test_line_that_was_cut_off_is_no_result(path):
    """A run that died while it wrote leaves half a line; what follows stays readable."""
    path.write_text('{"key": "lost", "results": [{"outc')

    with Journal(path) as journal:
        assert journal.find("lost", CHECKS) is None
        journal.add("key", FAILED)

    with Journal(path) as journal:
        assert journal.find("key", CHECKS) == FAILED


@pytest.mark.parametrize(
    "line", ["null", "[]", '{"key": 1}', '{"key": "key", "results": [{}], "note": ""}', "\udcff"]
)
def test_line_that_makes_no_sense_is_no_result(path, line):
    """Somebody may have edited the file."""
    path.write_bytes(line.encode("utf-8", "surrogateescape") + b"\n")

    with Journal(path) as journal:
        assert journal.find("key", CHECKS) is None


def test_broken_result_is_tried_again(path):
    """Our own fault is not remembered."""
    with Journal(path) as journal:
        journal.add("key", Graded((CheckResult(CHECKS[0], Outcome.BROKEN),)))

        assert journal.find("key", CHECKS) is None
