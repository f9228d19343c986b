"""Renders reports as HTML: a page for a student, or a piece for a notebook's cell.

The templates beside it know how it looks. Everything is escaped there, as a submission has a say in
most of it; its picture is shown as an image, in which a browser runs and loads nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from grader.model import CheckResult, Outcome, Report
from grader.report.gradebook import Gradebook
from grader.report.telling import Told, note_of, nudges, tell
from grader.scoring import score, total

MARKS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.BROKEN: "!",
    Outcome.SKIPPED: "-",
}
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as an address that holds it, and what a screen reader says instead."""

    address: str
    words: str


def page(student: str, reports: Sequence[Report]) -> str:
    """Return a page that stands alone with all reports of a student."""
    points = total(score(report.results) for report in reports)
    return _template("page.html.j2").render(student=student, reports=reports, points=points)


def index(book: Gradebook, address: Callable[[str], str]) -> str:
    """Return a page with everybody's points; `address` says where a student's own page is."""
    return _template("index.html.j2").render(book=book, address=address)


def piece(report: Report) -> str:
    """Return one report to be shown within another page."""
    return _template("piece.html.j2").render(report=report)


def check_piece(result: CheckResult, worth: float | None = None) -> str:
    """Return one check to be shown within another page.

    `worth` is how many points it has there, if not those of its suite.
    """
    told = Told(result, tuple(result.rationale.split("\n\n")) if result.rationale else ())
    return _template("check.html.j2").render(told=told, worth=worth)


def blocks(text: str) -> Iterator[tuple[bool, str]]:
    """Cut a paragraph into prose and code: what is indented is code. Yields (is code, text)."""
    for is_code, lines in _runs(text):
        indent = min((len(line) - len(line.lstrip()) for line in lines), default=0)
        yield is_code, "\n".join(line[indent:] if is_code else line for line in lines)


def _runs(text: str) -> Iterator[tuple[bool, list[str]]]:
    lines: list[str] = []
    was_code = False
    for line in filter(str.strip, text.splitlines()):
        is_code = line.startswith("  ")
        if lines and is_code != was_code:
            yield was_code, lines
            lines = []
        lines.append(line)
        was_code = is_code
    if lines:
        yield was_code, lines


def image(svg: str) -> Image | None:
    """Return a picture that was made by a check's process; None if it is none."""
    if not svg or "<!" in svg:
        return None
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return None
    words = [root.findtext(f"{_SVG}{name}") or "" for name in ("title", "desc")]
    encoded = base64.b64encode(svg.encode()).decode()
    return Image(f"data:image/svg+xml;base64,{encoded}", ". ".join(filter(None, words)))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("grader.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        tell=tell, note_of=note_of, nudges=nudges, score=score, image=image, blocks=blocks
    )
    environment.globals["marks"] = MARKS
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)
