"""Reads what a child wrote, however the submission may have spoilt it."""

from __future__ import annotations

import json

from grader.grading.notes import Note, read_notes
from grader.model import Outcome

RESULT = {
    "name": "test_a",
    "title": "a",
    "points": 3,
    "visible": True,
    "outcome": "failed",
    "rationale": "because",
    "timeline": "",
}


def written(path, *lines):
    path.write_text("".join(f"{line}\n" for line in lines))
    return read_notes(path)


def test_run_is_read(tmp_path):
    """What began, what ended and how, and whether that was all."""
    notes = written(
        tmp_path / "notes",
        json.dumps({"begins": "test_a", "visible": True}),
        json.dumps(RESULT),
        json.dumps({"complete": True}),
    )

    assert notes.ended == {("test_a", True): [Note(Outcome.FAILED, "because", "")]}
    assert notes.begun == {("test_a", True): 1}
    assert notes.last == ("test_a", True)
    assert notes.complete


def test_nonsense_is_left_out(tmp_path):
    """Lines that are cut off, no JSON, or no result, do no harm."""
    notes = written(
        tmp_path / "notes",
        "",
        "[" * 100_000,
        "17",
        json.dumps({**RESULT, "outcome": "excellent"}),
        json.dumps({**RESULT, "name": None}),
        json.dumps(RESULT)[:-9],
    )

    assert notes.ended == {}
    assert not notes.complete


def test_missing_file_is_nothing(tmp_path):
    """A child that died at once wrote nothing."""
    assert read_notes(tmp_path / "nothing").last is None
