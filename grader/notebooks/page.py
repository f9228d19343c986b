"""Renders check results for a notebook's cell, as HTML that stands alone and as text.

Everything that a submission may have a say in is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from grader.model import CheckResult, Outcome, Report
from grader.report.terminal import plain, render
from grader.scoring import score

_LOOKS = {
    Outcome.PASSED: ("✓", "#1a7f37"),
    Outcome.FAILED: ("✗", "#cf222e"),
    Outcome.BROKEN: ("!", "#9a6700"),
    Outcome.SKIPPED: ("-", "#6e7781"),
}
_CODE = (
    "margin: .3em 0 0; padding: .5em .8em; background: rgba(127, 127, 127, .12); font-size: 90%;"
)


class Page:
    """A report that a notebook shows as HTML, and a terminal as text."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __repr__(self) -> str:
        return plain(render(self.report)).rstrip("\n")

    def to_html(self) -> str:
        """Return the report with its title."""
        exercise = self.report.exercise
        title = f"{exercise.number} {exercise.title}: {score(self.report.results)}"
        return f"<div><strong>{escape(title)}</strong></div>{results_html(self.report.results)}"

    _repr_html_ = to_html


def results_html(results: Iterable[CheckResult]) -> str:
    """Return one block for each result."""
    return "".join(map(result_html, results))


def result_html(result: CheckResult, points: float | None = None) -> str:
    """Return a block with the promise of a check, its points, and why it failed.

    `points` are what it is worth here, if that isn't what its suite says.
    """
    mark, colour = _LOOKS[result.outcome]
    worth = result.check.points if points is None else points
    earned = worth if result.outcome is Outcome.PASSED else 0
    style = f"border-left: 4px solid {colour}; padding: .2em 0 .2em .8em; margin: .6em 0;"
    return (
        f'<div style="{style}">'
        f'<div><strong style="color: {colour}">{mark} {earned:g} of {worth:g}</strong> '
        f"&nbsp;{escape(result.check.title)}</div>"
        f"{''.join(_paragraphs(result.rationale))}{_picture(result.timeline)}</div>"
    )


def _paragraphs(text: str) -> Iterable[str]:
    """Lines that are indented are code; the others are prose, and a blank line ends a paragraph."""
    prose: list[str] = []
    code: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("  "):
            yield from _prose(prose)
            code.append(line.removeprefix("    "))
            continue
        yield from _picture_lines(code)
        if line:
            prose.append(line)
        else:
            yield from _prose(prose)


def _prose(lines: list[str]) -> Iterable[str]:
    if lines:
        yield f'<div style="margin-top: .3em">{"<br>".join(map(escape, lines))}</div>'
        lines.clear()


def _picture_lines(lines: list[str]) -> Iterable[str]:
    if lines:
        yield _picture("\n".join(lines))
        lines.clear()


def _picture(text: str) -> str:
    return f'<pre style="{_CODE}">{escape(text)}</pre>' if text else ""
