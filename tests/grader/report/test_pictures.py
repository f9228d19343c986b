"""The pictures of a gradebook, kept beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.report.gradebook import Entry
from grader.report.pictures import read, render, with_pictures


def test_pictures_find_back_to_their_checks(book):
    """Each to its student, exercise and check."""
    row = book.rows[0]
    report = row.entries[0].report
    drawn = replace(
        report, results=tuple(replace(each, svg=each.check.name) for each in report.results)
    )
    full = replace(book, rows=(replace(row, entries=(Entry(drawn),)), *book.rows[1:]))

    known = read(render(full))

    assert with_pictures(report, known) == drawn
    assert with_pictures(book.rows[1].entries[0].report, known) == book.rows[1].entries[0].report


@pytest.mark.parametrize("text", ["{", "[1]", '[{"of": 3}]'])
def test_other_files_are_refused(text):
    """What has no pictures is not read as if it had."""
    with pytest.raises(ValueError, match=r"."):
        read(text)
