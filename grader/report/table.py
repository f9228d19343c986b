"""Renders a gradebook and its reports for a terminal, with rich."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from grader.model import Score
from grader.report.gradebook import Entry, Gradebook
from grader.report.terminal import Line

NOT_HANDED_IN, NOT_GRADED = "-", "?"
STYLES = {
    "": "",
    "title": "bold",
    "good": "green",
    "bad": "red",
    "warn": "yellow",
    "dim": "dim",
}


def table(book: Gradebook) -> Table:
    """Return the gradebook as a table: students, exercises, totals.

    Names come from whoever named a folder, so nothing in them is taken for markup.
    """
    grid = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_footer=True)
    grid.add_column("student", f"mean of {len(book.rows)}", overflow="fold", max_width=40)
    for column, exercise in enumerate(book.exercises):
        entries = [row.entries[column] for row in book.rows]
        grid.add_column(exercise.number, _average(entries), justify="right")
    everything = sum(book.possible)
    earned = [row.score.earned for row in book.rows]
    grid.add_column("total", _mean(earned), justify="right")
    grid.add_column("of", str(everything), justify="right")
    for row in book.rows:
        total = row.score
        grid.add_row(
            Text(row.student),
            *map(_cell, row.entries),
            Text(str(total.earned), _style(total)),
            Text(str(total.possible), "yellow" if total.possible != everything else "dim"),
        )
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
