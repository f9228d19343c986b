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
    Bar,
    Doing,
    End,
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

    bars: dict[Doing | None, str]
    ends: dict[End, str]
    holding: str
    spinning: str
    cut: str


UNICODE = Signs(
    bars={
        Doing.RUNS: "━",
        Doing.SLEEPS: "─",
        Doing.LOCKED: "▒",
        Doing.JOINS: "┄",
        Doing.LISTENS: "·",
        Doing.IDLE: " ",
        None: "≈",
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
    holding="═",
    spinning="█",
    cut="╱╱",  # noqa: RUF001
)
ASCII = Signs(
    bars={
        Doing.RUNS: "*",
        Doing.SLEEPS: "-",
        Doing.LOCKED: "#",
        Doing.JOINS: ".",
        Doing.LISTENS: ":",
        Doing.IDLE: " ",
        None: "~",
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
    holding="=",
    spinning="@",
    cut="//",
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

    At most 25 lines of at most `width` characters. Empty if all happened in one moment: then there
    is no time to show.
    """
    width = max(NARROWEST, width)
    names = max((len(short_name(step.thread)) for step in trace.steps), default=0)
    found = picture(trace, width - names - 4, findings, marks)
    if found is None:
        return ""
    text = _Drawing(found, ASCII if ascii else UNICODE, width).text()
    return text.encode("ascii", "backslashreplace").decode() if ascii else text


class _Drawing:
    """One picture on its way to characters."""

    def __init__(self, found: Picture, signs: Signs, width: int) -> None:
        self.picture = found
        self.signs = signs
        self.width = width
        self.names = max(_cells(short_name(row.name)) for row in found.rows)

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
        for column in self.picture.breaks:
            _put(cells, column, self.signs.cut)
        for tick in self.picture.ticks:
            _put(cells, tick.column, tick.text)
        return " " * (self.names + 2) + "".join(cells)

    def _row(self, row: Row) -> str:
        cells = [" "] * (self.picture.columns + 8)
        for bar in row.bars:
            self._bar(cells, bar, row)
        for sign in row.signs:
            end = self.signs.ends[sign.end] if sign.end else ""
            moves_on = sign.keys and sign.end in (End.BEGINS, End.CHANGES)
            _put(cells, sign.column, sign.keys if moves_on else sign.keys + end)
        name = short_name(row.name)
        return name + " " * (self.names + 2 - _cells(name)) + "".join(cells)

    def _bar(self, cells: list[str], bar: Bar, row: Row) -> None:
        _put(cells, bar.first, self._fill(bar, row) * (bar.last - bar.first))
        for first, last in bar.holding:
            if bar.doing is not Doing.LOCKED:
                _put(cells, first, self.signs.holding * (last - first))
        if bar.label:
            _put(cells, bar.label_at - 1, f" {bar.label} ")

    def _fill(self, bar: Bar, row: Row) -> str:
        if row.spins and bar.doing is Doing.RUNS:
            return self.signs.spinning
        return self.signs.bars[bar.doing]

    # -- what is below them -----------------------------------------------------------------

    def _notes(self) -> Iterator[str]:
        yield from map(self._note, self.picture.notes)
        if self.picture.hidden_notes:
            yield f"   ... and {self.picture.hidden_notes:,} more"

    def _note(self, note: Note) -> str:
        known = {WRONG: self.signs.ends[End.DIES], SPINS: self.signs.spinning}
        sign = known.get(note.key, note.key or " ")
        return _clipped(f"{sign}  {note.when}  {note.sentence}", self.width)

    def _legend(self) -> list[str]:
        """The signs used, and their meaning, where no note tells it."""
        used: dict[str, list[str]] = {}
        for row in self.picture.rows:
            for bar in row.bars:
                used.setdefault(self._fill(bar, row), []).append(_meaning(bar, row))
                if bar.holding and bar.doing is not Doing.LOCKED:
                    used[self.signs.holding] = ["has a lock that another waits for"]
            for sign in row.signs:
                if sign.end not in (None, End.BEGINS, End.CHANGES):
                    used.setdefault(self.signs.ends[sign.end], []).append(sign.end.value)
        told = [self._note(note)[0] for note in self.picture.notes]
        bars = [*self.signs.bars.values(), self.signs.spinning, self.signs.holding]
        order = [*bars, *self.signs.ends.values()]
        entries = [
            f"{sign} {_joined(used[sign])}"
            for sign in dict.fromkeys(order)
            if sign in used and sign not in (" ", *told)
        ]
        text = "   ".join(entry.replace(" ", "\0") for entry in entries)
        lines = textwrap.wrap(text, self.width, break_long_words=False, break_on_hyphens=False)
        return [line.replace("\0", " ") for line in lines]


def _meaning(bar: Bar, row: Row) -> str:
    if row.spins and bar.doing is Doing.RUNS:
        return "runs, and waits for nothing"
    if bar.doing is None:
        return "many steps, folded"
    return f"waits for {bar.noun}" if bar.noun else bar.doing.value


def _joined(meanings: list[str]) -> str:
    """Join meanings of one sign: "waits for an event, a queue"."""
    first, *others = dict.fromkeys(meanings)
    return ", ".join([first, *(each.removeprefix("waits for ") for each in others)])


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
