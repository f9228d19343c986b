"""Renders a report as lines of styled text. Knows nothing of pytest, rich or colours."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.model import CheckResult, Outcome, Report
from grader.report.printable import printable
from grader.report.telling import Told, note_of, nudges, tell
from grader.report.timeline import in_ascii
from grader.scoring import score

NARROWEST, WIDEST = 50, 100
PRINTED = 10
"""Lines of a failed check's own output that are shown."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line. `style` is one of "", title, good, bad, warn, dim."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs that a terminal can show."""

    passed: str = "✓"
    failed: str = "✗"
    broken: str = "!"
    skipped: str = "-"


UNICODE = Marks()
ASCII = Marks(passed="+", failed="x")


def render(
    report: Report,
    *,
    width: int = 80,
    marks: Marks = UNICODE,
    details: bool = True,
    printed: Mapping[str, Sequence[str]] | None = None,
) -> list[Line]:
    """Return a report's lines: title and score, each check, why it failed, where to get help.

    `details=False` leaves the rationales out. `printed` has, by check, what the program printed.
    """
    page = _Page(max(NARROWEST, min(width, WIDEST)), marks, details, printed or {})
    return list(page.lines(report))


def plain(lines: Sequence[Line]) -> str:
    """Return the lines as text without style."""
    return "".join("".join(span.text for span in line).rstrip() + "\n" for line in lines)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, its prose wrapped; a line that is indented stays as it is."""
    for line in filter(str.strip, printable(text).splitlines()):
        yield from [line] if line.startswith("  ") else textwrap.wrap(line, width)


class _Page:
    """One report on its way to lines."""

    def __init__(
        self, width: int, marks: Marks, details: bool, printed: Mapping[str, Sequence[str]]
    ) -> None:
        self.width = width
        self.marks = marks
        self.details = details
        self.printed = printed

    def lines(self, report: Report) -> Iterator[Line]:
        yield self._title(report)
        yield ()
        note = note_of(report)
        if note and self.details:
            yield from self._text(note, 2, "")
            yield ()
        apart = False
        for told in tell(report):
            if apart:
                yield ()
            yield self._check(told.result)
            why: list[Line] = []
            if told.result.outcome is Outcome.PASSED:
                why += self._text(told.result.rationale, 7, "dim")
            elif self.details:
                why += self._why(told)
            yield from why
            apart = len(why) > 1
        if nudges(report):
            yield ()
            yield Span("  A nudge:  ", "dim"), Span(f"grader hint {report.exercise.number}")

    def _title(self, report: Report) -> Line:
        exercise = report.exercise
        left = f"{exercise.number}  {exercise.title}"
        if report.student:
            left = f"{report.student}  {left}"
        total = score(report.results)
        style = "good" if total.earned == total.possible else "bad"
        gap = max(3, self.width - len(left) - len(str(total)))
        return Span(left, "title"), Span(" " * gap), Span(str(total), style)

    def _check(self, result: CheckResult) -> Line:
        mark, style = {
            Outcome.PASSED: (self.marks.passed, "good"),
            Outcome.FAILED: (self.marks.failed, "bad"),
            Outcome.BROKEN: (self.marks.broken, "warn"),
            Outcome.SKIPPED: (self.marks.skipped, "dim"),
        }[result.outcome]
        first, *rest = textwrap.wrap(result.check.title, self.width - 7) or [""]
        title = "\n".join([first, *(f"       {line}" for line in rest)])
        return Span(f"  {mark} {result.check.points:<2} ", style), Span(title)

    def _why(self, told: Told) -> Iterator[Line]:
        """What was not said before, and the picture with it."""
        if told.repeats:
            yield from self._text("same cause as above", 7, "dim")
        for paragraph in told.paragraphs:
            yield from self._text(paragraph, 7, "")
        if told.is_new:
            yield from self._output(self.printed.get(told.result.check.name, ()))
            yield from self._picture(told.result.timeline)

    def _picture(self, timeline: str) -> Iterator[Line]:
        if not timeline:
            return
        yield ()
        lines = (timeline if self.marks is UNICODE else in_ascii(timeline)).splitlines()
        needed = 7 + max(map(len, lines))
        if needed > self.width:
            yield from self._text(f"a picture comes in a terminal of {needed} columns", 7, "dim")
            return
        for line in lines:
            yield (Span(" " * 7), Span(line)) if line.strip() else ()

    def _output(self, lines: Sequence[str]) -> Iterator[Line]:
        if lines:
            yield from self._text("it printed", 7, "dim")
            for line in lines[:PRINTED]:
                yield Span(" " * 11), Span(self._cut(line.expandtabs(), 11), "dim")
            if len(lines) > PRINTED:
                yield (Span(f"           ... and {len(lines) - PRINTED:,} more lines", "dim"),)

    def _text(self, text: str, indent: int, style: str) -> Iterator[Line]:
        """Prose is wrapped; a line that is indented is code or a picture, and is cut."""
        for line in wrapped(text, self.width - indent):
            yield Span(" " * indent), Span(self._cut(line, indent), style)

    def _cut(self, line: str, indent: int) -> str:
        """One line of what others wrote: it fits, and does nothing to the terminal."""
        line = printable(line)
        room = self.width - indent
        return line if len(line) <= room else f"{line[: room - 4]} ..."
