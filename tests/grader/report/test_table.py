"""The gradebook in a terminal."""

from __future__ import annotations

import dataclasses

from rich.console import Console

from grader.report.table import styled, tables
from grader.report.terminal import render


def printed(thing, width=60):
    console = Console(width=width, force_terminal=False)
    with console.capture() as capture:
        console.print(thing)
    return [line.rstrip() for line in capture.get().splitlines()]


def test_table_tells_zero_from_nothing(book):
    """What was not handed in, is not graded yet, or what we broke, has a sign of its own."""
    (table,) = tables(book, width=60)

    assert printed(table) == [
        "student        01  total  of",
        "=1+1            3      3   7",
        "Bo, “Zoë” 🧵    -      0   7",
        "[red]          3!      3   3",
        "zed             ?      0   0",
        "mean of 4     3.0    1.5   7",
    ]


def test_wide_course_is_cut_into_tables_that_fit(book):
    """Columns are never squeezed: what does not fit comes below, and the totals last."""
    wide = dataclasses.replace(
        book,
        exercises=book.exercises * 24,
        rows=tuple(dataclasses.replace(row, entries=row.entries * 24) for row in book.rows),
    )

    lines = [printed(table, width=80) for table in tables(wide, width=80)]

    assert [part[0].split().count("01") for part in lines] == [8, 8, 8]
    assert ["total" in part[0] for part in lines] == [False, False, True]
    assert {len(part) for part in lines} == {6}


def test_report_keeps_its_words(book):
    """Colours are added to a report, and nothing is taken for markup."""
    report = book.rows[0].entries[0].report

    text = styled(render(report, width=60)).plain

    assert "=1+1  01  Say hello" in text
    assert "why, “so”" in text
