"""Draws a timeline as SVG, for a page or a notebook. Knows pixels; places nothing in time.

Self-contained: no script, no font. Inside a page it takes the page's colour; alone, or as an image,
it follows the reader's light or dark scheme. What each bar is can be told by its pattern and its
label, without colour; a screen reader gets it all in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from zlib import crc32

from grader.engine.findings import Finding
from grader.engine.trace import Trace
from grader.report.lanes import SPINS, WRONG, Bar, End, Look, Mark, Note, Picture, Row, picture
from grader.report.lanes.words import clock, short_name
from grader.report.timeline_style import PATTERNS, STYLE, sign

__all__ = ["timeline_svg"]

COLUMNS = 92
UNIT, LETTER = 8, 7.3
"""Pixels of a column, and of a letter at most."""
MARGIN, TOP, LANE, BAR = 12, 40, 46, 20
LINE = 20


def timeline_svg(
    trace: Trace, *, findings: Iterable[Finding] = (), marks: Iterable[Mark] = ()
) -> str:
    """Return the timeline as an `<svg>` element, fit for a file or for the middle of a page.

    Empty if all happened in one moment: then there is no time to show.
    """
    found = picture(trace, COLUMNS, findings, marks)
    return "" if found is None else _Drawing(found).svg()


class _Drawing:
    """One picture on its way to SVG."""

    def __init__(self, found: Picture) -> None:
        self.picture = found
        self.names = [short_name(row.name) for row in found.rows]
        self.left = MARGIN + LETTER * max(map(len, self.names)) + 14
        self.bottom = TOP + LANE * len(found.rows)
        self.width = max(self.left + UNIT * (found.columns + 8) + MARGIN, 560)
        self.key = ""

    def svg(self) -> str:
        # pictures on one page must not share the names of their patterns
        steady = _CHANGING.sub("", self._describe())
        self.key = f"tl{crc32(steady.encode()):08x}"
        body = "\n".join([*self._axis(), *self._rows(), *self._links(), *self._text()])
        height = self._height()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="thread-timeline" role="img"'
            f' aria-labelledby="{self.key}-title {self.key}-desc"'
            f' viewBox="0 0 {self.width:g} {height:g}" width="{self.width:g}" height="{height:g}"'
            f' style="max-width:100%;height:auto">\n'
            f'<title id="{self.key}-title">{escape(self._title())}</title>\n'
            f'<desc id="{self.key}-desc">{escape(self._describe())}</desc>\n'
            f"<style>{STYLE}</style>\n<defs>{PATTERNS.replace('KEY', self.key)}</defs>\n"
            f'<g aria-hidden="true">\n{body}\n</g>\n</svg>\n'
        )

    def _x(self, column: float) -> float:
        return self.left + UNIT * column

    def _y(self, row: int) -> float:
        """The middle of a row's bars."""
        return TOP + LANE * row + 26

    # -- what a screen reader says ------------------------------------------------------------

    def _title(self) -> str:
        threads = len(self.picture.rows) + self.picture.hidden_rows
        first, last = self.picture.ticks[0].text, self.picture.ticks[-1].text
        what = "what one thread did" if threads == 1 else f"what {threads} threads did"
        until = last if last == "for ever" else f"to {last} s"
        return f"Timeline: {what}, from {first} {until}"

    def _describe(self) -> str:
        sentences = [self._describe_row(row) for row in self.picture.rows]
        if self.picture.hidden_rows:
            sentences.append(f"{self.picture.hidden_rows} more threads are not shown.")
        sentences += [f"At {note.when}: {note.sentence}." for note in self.picture.notes]
        return " ".join(sentences)

    def _describe_row(self, row: Row) -> str:
        parts = [
            f"{clock(bar.begin)} to {clock(bar.end)} s {bar.words}"
            + (", with a lock that another thread waits for" if bar.holding else "")
            for bar in row.bars
        ]
        last = [
            each.end.value for each in row.signs if each.end not in (None, *_INNER) and each.end
        ]
        return f"{short_name(row.name)}: {'; '.join([*parts, *last])}."

    # -- the lanes ----------------------------------------------------------------------------

    def _axis(self) -> Iterator[str]:
        for tick in self.picture.ticks:
            x = self._x(tick.column)
            between = "".join(
                f"M{x:g} {self._y(row) - LANE + BAR / 2 + 3:g}v{LANE - BAR - 6}"
                for row in range(len(self.picture.rows))
            )
            yield f'<path class="guide" d="{between}"/>'
            yield f'<text class="tick" x="{x:g}" y="{TOP - 16}">{escape(tick.text)}</text>'
        before = -3
        for column in self.picture.breaks:
            if column - before >= 3:  # below the times, which may be close
                x = self._x(column)
                yield f'<path class="line" d="M{x - 4:g} {TOP + 2}l5 -10m3 0l-5 10"/>'
                before = column

    def _rows(self) -> Iterator[str]:
        for index, row in enumerate(self.picture.rows):
            y = self._y(index)
            name = escape(self.names[index])
            yield f'<text class="name" x="{self.left - 12:g}" y="{y + 4.5:g}">{name}</text>'
            for bar in row.bars:
                yield from self._bar(bar, y)
            for each in row.signs:
                x = self._x(each.column)
                if each.end:
                    yield sign(each.end, x, y)
                if each.keys:
                    yield f'<text class="key" x="{x:g}" y="{y - 15:g}">{each.keys}</text>'

    def _bar(self, bar: Bar, y: float) -> Iterator[str]:
        yield self._box(
            bar.look, self._x(bar.first), y - BAR / 2, UNIT * (bar.last - bar.first), BAR
        )
        for first, last in bar.holding:
            x, below = self._x(first), y + BAR / 2 + 2
            yield f'<path class="holds" d="M{x:g} {below:g}h{UNIT * (last - first):g}"/>'
        if bar.label:
            middle = self._x(bar.label_at + (len(bar.label) - 1) / 2)
            yield f'<text class="label" x="{middle:g}" y="{y + 4:g}">{escape(bar.label)}</text>'

    def _box(self, look: Look, x: float, y: float, width: float, height: float) -> str:
        fill = f' fill="url(#{self.key}-{look})"' if f"KEY-{look}" in PATTERNS else ""
        return (
            f'<rect class="bar {look}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
            f' rx="2"{fill}/>'
        )

    def _links(self) -> Iterator[str]:
        """Arrows from who let another go on to who went on."""
        for link in self.picture.links:
            x, down = self._x(link.column), link.woken > link.waker
            edge = BAR / 2 + 1 if down else -BAR / 2 - 1
            begin, end = self._y(link.waker) + edge, self._y(link.woken) - edge
            head = -6 if down else 6
            yield f'<path class="link" d="M{x:g} {begin:g}V{end:g}m-4 {head}l4 {-head}l4 {head}"/>'

    # -- what is below them -------------------------------------------------------------------

    def _height(self) -> float:
        lines = len(self._lines()) + len(self._legend_rows())
        return self.bottom + LINE * lines + 24

    def _lines(self) -> list[tuple[str, str]]:
        """Each line's sign and text."""
        lines = [("", f"... and {self.picture.hidden_rows:,} more threads")]
        lines = lines if self.picture.hidden_rows else []
        lines += [(_KEYS.get(note.key, note.key), self._said(note)) for note in self.picture.notes]
        if self.picture.hidden_notes:
            lines.append(("", f"... and {self.picture.hidden_notes:,} more"))
        return lines

    def _said(self, note: Note) -> str:
        text = f"{note.when}  {note.sentence}"
        room = int((self.width - 2 * MARGIN - 24) / LETTER)
        return text if len(text) <= room else f"{text[: room - 2]}.."

    def _text(self) -> Iterator[str]:
        y = self.bottom + 28.0
        for key, text in self._lines():
            yield f'<text class="key" x="{MARGIN + 5}" y="{y:g}">{key}</text>'
            yield f'<text class="note" x="{MARGIN + 22}" y="{y:g}">{escape(text)}</text>'
            y += LINE
        for row in self._legend_rows():
            x = float(MARGIN)
            for kind, meaning in row:
                yield from self._swatch(kind, x, y - 4)
                yield f'<text class="note" x="{x + 34:g}" y="{y:g}">{escape(meaning)}</text>'
                x += _legend_width(meaning)
            y += LINE

    def _swatch(self, kind: Look | End | None, x: float, y: float) -> Iterator[str]:
        if kind is None:
            yield f'<path class="link" d="M{x:g} {y:g}h24m-6 -4l6 4l-6 4"/>'
        elif isinstance(kind, End):
            yield sign(kind, x + 13, y)
        elif kind is Look.HOLDS:
            yield f'<path class="holds" d="M{x:g} {y:g}h26"/>'
        else:
            yield self._box(kind, x, y - 6, 26, 12)

    def _legend_rows(self) -> list[list[tuple[Look | End | None, str]]]:
        rows: list[list[tuple[Look | End | None, str]]] = [[]]
        used = 0.0
        for entry in self._legend():
            width = _legend_width(entry[1])
            if rows[-1] and used + width > self.width - 2 * MARGIN:
                rows.append([])
                used = 0.0
            rows[-1].append(entry)
            used += width
        return rows

    def _legend(self) -> list[tuple[Look | End | None, str]]:
        """The looks and signs used and their meaning; None for an arrow."""
        arrow = [(None, "lets another go on")] if self.picture.links else []
        return [*self.picture.legend(), *arrow]


_CHANGING = re.compile(r"0x[0-9A-Fa-f]+|grader-\w{8}")
"""Addresses and temporary folders, which differ from run to run."""
_INNER = (End.BEGINS, End.CHANGES)
_KEYS = {WRONG: "✗", SPINS: "▦"}


def _legend_width(meaning: str) -> float:
    return 34 + LETTER * len(meaning) + 22
