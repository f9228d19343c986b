"""Renders a gradebook and its reports for a terminal, with rich."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from grader.model import Score
from grader.report.gradebook import Entry, Gradebook
from grader.report.terminal import Line

NOT_HANDED_IN, NOT_GRADED = "-", "?"
NAME, GAP = 40, 2
COLUMN, TOTALS = 4 + GAP, 5 + GAP + 4 + GAP
"""Cells of a terminal: a name at most, between columns, an exercise ("10.0"), the two totals."""

STYLES = {
    "": "",
    "title": "bold",
    "good": "green",
    "bad": "red",
    "warn": "yellow",
    "dim": "dim",
}


def tables(book: Gradebook, width: int) -> list[Table]:
    """Return the gradebook as tables no wider than that: students, exercises, and at last totals.

    A course that is too wide for one table gets several, one below the other. Names come from
    whoever named a folder, so nothing in them is taken for markup.
    """
    label = f"mean of {len(book.rows)}"
    names = min(NAME, max(cell_len(name) for name in (label, *(row.student for row in book.rows))))
    columns = range(len(book.exercises))
    each = max(1, (width - names - GAP - TOTALS) // COLUMN)
    parts = [columns[start : start + each] for start in columns[::each]] or [columns]
    return [_part(book, part, label, names, totals=part is parts[-1]) for part in parts]


def _part(book: Gradebook, columns: range, label: str, names: int, *, totals: bool) -> Table:
    grid = Table(box=None, padding=(0, GAP, 0, 0), header_style="bold", show_footer=True)
    grid.add_column("student", label, overflow="fold", min_width=names, max_width=names)
    for column in columns:
        entries = [row.entries[column] for row in book.rows]
        grid.add_column(book.exercises[column].number, _average(entries), justify="right")
    everything = sum(book.possible)
    if totals:
        earned = [row.score.earned for row in book.rows]
        grid.add_column("total", _mean(earned), justify="right")
        grid.add_column("of", str(everything), justify="right")
    for row in book.rows:
        cells = [_cell(row.entries[column]) for column in columns]
        if totals:
            total = row.score
            style = "yellow" if total.possible != everything else "dim"
            cells += [
                Text(str(total.earned), _style(total)),
                Text(str(total.possible), style),
            ]
        grid.add_row(Text(row.student), *cells)
    return grid


def _cell(entry: Entry) -> Text:
    if entry.score is None:
        return Text(NOT_GRADED, "yellow")
    if entry.is_missing:
        return Text(NOT_HANDED_IN, "dim")
    if entry.broken:
        return Text(f"{entry.score.earned}!", "yellow")
    return Text(str(entry.score.earned), _style(entry.score))


def _style(score: Score) -> str:
    if score.earned == score.possible:
        return "green"
    return "red" if score.earned == 0 else ""


def _average(entries: Sequence[Entry]) -> str:
    return _mean([entry.score.earned for entry in entries if entry.score and not entry.is_missing])


def _mean(points: Sequence[int]) -> str:
    """The mean of what there is, for the last line."""
    return f"{sum(points) / len(points):.1f}" if points else ""


def styled(lines: Sequence[Line]) -> Text:
    """Return the lines of a report as text with colours."""
    text = Text()
    for line in lines:
        for span in line:
            text.append(span.text, STYLES[span.style])
        text.append("\n")
    return text
