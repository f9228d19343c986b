"""Draws a timeline in characters, for a terminal. Knows the signs; places nothing in time."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.engine.findings import Finding
from grader.engine.trace import Trace
from grader.report.lanes import Doing, short_name
from grader.report.picture import Bar, End, Picture, Row, picture
from grader.report.timeline_notes import WRONG, Mark, Note

NARROWEST = 40

__all__ = ["Mark", "timeline"]


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
        End.CUT_OFF: "╳",
        End.GOES_ON: "→",
    },
    holding="═",
    spinning="█",
    cut="╱╱",
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
        End.GOES_ON: ">",
    },
    holding="=",
    spinning="@",
    cut="//",
)

_MEANINGS = {
    Doing.RUNS: "runs",
    Doing.SLEEPS: "sleeps",
    Doing.LOCKED: "waits for a lock",
    Doing.JOINS: "waits for a thread to end",
    Doing.LISTENS: "waits to be told",
    None: "several things",
}


def timeline(
    trace: Trace,
    *,
    width: int = 80,
    ascii: bool = False,
    findings: Iterable[Finding] = (),
    marks: Iterable[Mark] = (),
) -> str:
    """Return a picture of what each thread did, a line each, and a legend of its signs.

    At most 25 lines of at most `width` characters. Empty if the trace has no steps.
    """
    if not trace.steps:
        return ""
    width = max(NARROWEST, width)
    names = max(len(short_name(step.thread)) for step in trace.steps)
    found = picture(trace, width - names - 4, findings, marks)
    return _Drawing(found, ASCII if ascii else UNICODE, width).text()


class _Drawing:
    """One picture on its way to characters."""

    def __init__(self, found: Picture, signs: Signs, width: int) -> None:
        self.picture = found
        self.signs = signs
        self.width = width
        self.names = max(len(short_name(row.name)) for row in found.rows)
        self.used: dict[str, str] = {}

    def text(self) -> str:
        lines = [self._axis(), *(self._row(row) for row in self.picture.rows)]
        if self.picture.hidden:
            lines.append(f"... and {_count(self.picture.hidden, 'more thread')}")
        if self.picture.notes or self.picture.unsaid:
            lines += ["", *self._notes()]
        lines += ["", *self._legend()]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _axis(self) -> str:
        cells = [" "] * (self.picture.columns + 12)
        for column in self.picture.breaks:
            _put(cells, column, self.signs.cut)
        for tick in self.picture.ticks:
            _put(cells, tick.column, tick.text)
        return " " * (self.names + 2) + "".join(cells)

    def _row(self, row: Row) -> str:
        cells = [" "] * (self.picture.columns + 2)
        for bar in row.bars:
            self._bar(cells, bar, row.spins)
        self._sign(cells, row)
        return short_name(row.name).ljust(self.names + 2) + "".join(cells)

    def _bar(self, cells: list[str], bar: Bar, spins: bool) -> None:
        fill = self.signs.bars[bar.doing]
        if bar.holding and bar.doing is not Doing.LOCKED:
            fill = self.signs.holding
            self._uses(fill, "has a lock that another waits for")
        elif spins and bar.doing is Doing.RUNS:
            fill = self.signs.spinning
            self._uses(fill, "spins")
        elif bar.doing in _MEANINGS:
            self._uses(fill, _MEANINGS[bar.doing])
        for column in range(bar.first, bar.last):
            cells[column] = fill
        label = f" {bar.label} " if bar.label else ""
        room = bar.last - bar.first - 1
        _put(cells, bar.first + 1 + max(1, (room - len(label)) // 2), label)

    def _sign(self, cells: list[str], row: Row) -> None:
        ends = [each for each in row.signs if each.end is not None]
        keys: dict[int, str] = {}
        for sign in row.signs:
            if sign.key:
                keys[sign.column] = keys.get(sign.column, "") + sign.key
        for sign in ends:
            assert sign.end is not None
            column, text = sign.column, self.signs.ends[sign.end]
            if sign.end not in (End.BEGINS, End.CHANGES):
                self._uses(text, sign.end.value)
                column += len(keys.get(column, ""))
            _put(cells, column, text)
        for column, text in keys.items():
            _put(cells, column, text)

    def _uses(self, sign: str, meaning: str) -> None:
        known = self.used.get(sign)
        if known is None:
            self.used[sign] = meaning
        elif meaning not in known:
            self.used[sign] = f"{known}, or {meaning}"

    def _notes(self) -> Iterator[str]:
        for note in self.picture.notes:
            yield from self._note(note)
        if self.picture.unsaid:
            yield f"   ... and {_count(self.picture.unsaid, 'more note')}"

    def _note(self, note: Note) -> Iterator[str]:
        sign = self.signs.ends[End.DIES] if note.key == WRONG else note.key
        who = f"{short_name(note.thread)} " if note.thread else ""
        text = f"{sign}  {note.when}  {who}{note.text}"
        yield text if len(text) <= self.width else text[: self.width - 2] + ".."

    def _legend(self) -> list[str]:
        entries = [f"{sign} {meaning}" for sign, meaning in self.used.items()]
        text = "   ".join(entry.replace(" ", "\0") for entry in entries)
        lines = textwrap.wrap(text, self.width, break_long_words=False, break_on_hyphens=False)
        return [line.replace("\0", " ") for line in lines]


def _put(cells: list[str], column: int, text: str) -> None:
    for offset, character in enumerate(text):
        if column + offset < len(cells):
            cells[column + offset] = character


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("s" if number != 1 else "")
