"""Shows check results in a notebook's cell: as HTML, and as text where there is none."""

from __future__ import annotations

from grader.model import CheckResult, Report
from grader.report import html
from grader.report.terminal import plain, render


class Page:
    """A report that a notebook shows as HTML, and a terminal as text."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __repr__(self) -> str:
        return plain(render(self.report)).rstrip("\n")

    def to_html(self) -> str:
        """Return the report with its title and its pictures."""
        return html.piece(self.report)

    _repr_html_ = to_html


def result_html(result: CheckResult, points: float | None = None) -> str:
    """Return a block with the promise of a check, its points, and why it failed.

    `points` are what it is worth here, if that isn't what its suite says.
    """
    return html.check_piece(result, points)
