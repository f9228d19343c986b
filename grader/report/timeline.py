"""Draws a timeline in characters, for a terminal. Knows the signs; places nothing in time."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.engine.findings import Finding
from grader.engine.trace import Trace
from grader.report.lanes import (
    SPINS,
    WRONG,
    End,
    Look,
    Mark,
    Note,
    Picture,
    Row,
    picture,
    short_name,
)

__all__ = ["Mark", "timeline"]

NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters that a terminal can show."""

    looks: dict[Look, str]
    ends: dict[End, str]
    cut: str
    encoding: str

    def spell(self, text: str) -> str:
        """Return the text in characters that can be shown."""
        return text if self.encoding == "utf-8" else text.encode("ascii", "replace").decode()

    def of(self, sign: Look | End) -> str:
        """Return the character for a look or an end."""
        return self.looks[sign] if isinstance(sign, Look) else self.ends[sign]


UNICODE = Signs(
    looks={
        Look.RUNS: "━",
        Look.SPINS: "█",
        Look.SLEEPS: "─",
        Look.LOCKED: "▒",
        Look.JOINS: "┄",
        Look.LISTENS: "·",
        Look.FOLDED: "≈",
        Look.HOLDS: "═",
        Look.IDLE: " ",
    },
    ends={
        End.BEGINS: "├",
        End.CHANGES: "┼",
        End.FINISHES: "■",
        End.DIES: "✗",
        End.STUCK: "✗",
        End.CUT_OFF: "╳",  # noqa: RUF001
        End.LASTS: "→",
    },
    cut="╱╱",  # noqa: RUF001
    encoding="utf-8",
)
ASCII = Signs(
    looks={
        Look.RUNS: "*",
        Look.SPINS: "@",
        Look.SLEEPS: "-",
        Look.LOCKED: "#",
        Look.JOINS: ".",
        Look.LISTENS: ":",
        Look.FOLDED: "~",
        Look.HOLDS: "=",
        Look.IDLE: " ",
    },
    ends={
        End.BEGINS: "|",
        End.CHANGES: "|",
        End.FINISHES: "]",
        End.DIES: "X",
        End.STUCK: "X",
        End.CUT_OFF: "/",
        End.LASTS: ">",
    },
    cut="//",
    encoding="ascii",
)


def timeline(
    trace: Trace,
    *,
    width: int = 80,
    ascii: bool = False,
    findings: Iterable[Finding] = (),
    marks: Iterable[Mark] = (),
) -> str:
    """Return a picture of what each thread did, a line each, with notes and a legend of its signs.

    At most 25 lines, in 60 columns or more, of at most `width` characters. Empty if all happened
    in one moment: then there is no time to show.
    """
    width = max(NARROWEST, width)
    threads = {step.thread for step in trace.steps}
    names = max((_cells(short_name(each)) for each in threads), default=0)
    found = picture(trace, width - names - 2, findings, marks)
    if found is None:
        return ""
    return _Drawing(found, ASCII if ascii else UNICODE, width).text()


def in_ascii(text: str) -> str:
    """Return a timeline that was drawn in Unicode with the signs of ASCII instead."""
    return text.translate(_TO_ASCII)


_TO_ASCII = str.maketrans(
    {
        **{UNICODE.looks[look]: ASCII.looks[look] for look in UNICODE.looks},
        **{UNICODE.ends[end]: ASCII.ends[end] for end in UNICODE.ends},
        **dict(zip(UNICODE.cut, ASCII.cut, strict=True)),
    }
)


class _Drawing:
    """One picture on its way to characters."""

    def __init__(self, found: Picture, signs: Signs, width: int) -> None:
        self.picture = found
        self.signs = signs
        self.width = width
        self.names = max(_cells(self._name(row)) for row in found.rows)

    def text(self) -> str:
        lines = [self._axis(), *(self._row(row) for row in self.picture.rows)]
        if self.picture.hidden_rows:
            lines.append(f"... and {_count(self.picture.hidden_rows, 'more thread')}")
        if self.picture.notes or self.picture.hidden_notes:
            lines += ["", *self._notes()]
        lines += ["", *self._legend()]
        return "".join(f"{line.rstrip()}\n" for line in lines)

    # -- the lanes --------------------------------------------------------------------------

    def _axis(self) -> str:
        cells = [" "] * (self.picture.columns + 12)
        for tick in self.picture.ticks:
            _put(cells, tick.column, tick.text)
        for column in self.picture.breaks:
            near = sorted(range(max(1, column - 4), column + 5), key=lambda at: abs(at - column))
            cut = self.signs.cut
            free = (
                at
                for at in near
                if cells[at : at + 2] == [" ", " "] and cut[0] not in (cells[at - 1], cells[at + 2])
            )
            for at in free:
                _put(cells, at, cut)
                break
        return " " * (self.names + 2) + "".join(cells)

    def _row(self, row: Row) -> str:
        cells = [" "] * (self.picture.columns + 8)
        for bar in row.bars:
            _put(cells, bar.first, self.signs.of(bar.look) * (bar.last - bar.first))
            for first, last in bar.holding:
                _put(cells, first, self.signs.of(Look.HOLDS) * (last - first))
            if bar.label:
                _put(cells, bar.label_at - 1, f" {bar.label} ")
        for sign in row.signs:
            end = self.signs.ends[sign.end] if sign.end else ""
            moves_on = sign.keys and sign.end in (End.BEGINS, End.CHANGES)
            _put(cells, sign.column, sign.keys if moves_on else sign.keys + end)
        name = self._name(row)
        return name + " " * (self.names + 2 - _cells(name)) + "".join(cells)

    def _name(self, row: Row) -> str:
        return self.signs.spell(short_name(row.name))

    # -- what is below them -----------------------------------------------------------------

    def _notes(self) -> Iterator[str]:
        yield from map(self._note, self.picture.notes)
        if self.picture.hidden_notes:
            yield f"   ... and {self.picture.hidden_notes:,} more"

    def _note(self, note: Note) -> str:
        known = {WRONG: self.signs.ends[End.DIES], SPINS: self.signs.looks[Look.SPINS]}
        sign = known.get(note.key, note.key or " ")
        said = self.signs.spell(f"{note.when}  {note.sentence}")
        return _clipped(f"{sign}  {said}", self.width)

    def _legend(self) -> list[str]:
        """The signs used and their meaning, where no note tells it."""
        told = [self._note(note)[0] for note in self.picture.notes]
        meanings: dict[str, str] = {}
        for sign, meaning in self.picture.legend():
            meanings.setdefault(self.signs.of(sign), meaning)
        entries = [
            _clipped(f"{sign} {said}", self.width)
            for sign, said in meanings.items()
            if sign not in told
        ]
        text = "   ".join(entry.replace(" ", "\0") for entry in entries)
        lines = textwrap.wrap(text, self.width, break_long_words=False, break_on_hyphens=False)
        return [line.replace("\0", " ") for line in lines]


def _put(cells: list[str], column: int, text: str) -> None:
    cells[column : column + len(text)] = text


def _cells(text: str) -> int:
    """The columns that a terminal needs for a text: two for a wide character."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


def _clipped(text: str, width: int) -> str:
    if _cells(text) <= width:
        return text
    while _cells(text) > width - 2:
        text = text[:-1]
    return f"{text}.."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("s" if number != 1 else "")
