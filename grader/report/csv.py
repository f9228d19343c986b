"""Renders a gradebook as CSV, for spreadsheets: a row for each student."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from grader.report.gradebook import Entry, Gradebook, Row

# Excel takes a CSV file without it for the system's old encoding, and spoils every name that isn't
# ASCII; other programs skip it, and Python reads it as "utf-8-sig".
BYTE_ORDER_MARK = "\ufeff"

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def render(book: Gradebook) -> str:
    """Return the gradebook: a column of points for each exercise, totals, and remarks.

    A cell is empty if nothing was handed in, or it is not graded yet; the remark says which.
    """
    text = io.StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\n")
    numbers = [exercise.number for exercise in book.exercises]
    writer.writerow(["student", *numbers, "total", "possible", "remarks"])
    writer.writerows(_row(row) for row in book.rows)
    return text.getvalue()


def _row(row: Row) -> Iterable[object]:
    return [
        harmless(row.student),
        *map(_points, row.entries),
        row.score.earned,
        row.score.possible,
        harmless("; ".join(row.remarks)),
    ]


def _points(entry: Entry) -> object:
    return "" if entry.score is None or entry.is_missing else entry.score.earned


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: such a cell begins with a quote."""
    return f"'{text}" if text.startswith(_FORMULA) else text
