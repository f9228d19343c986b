"""A timeline before it is drawn: rows, bars, signs and notes, placed on columns of equal width.

Records only. Knows nothing of how they are found, nor of characters, pixels and colours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from grader.report.lanes.notes import Note


class End(StrEnum):
    """A sign at the end of a lane, or between two bars."""

    BEGINS = "begins"
    CHANGES = "goes on"
    FINISHES = "finished"
    DIES = "died of an exception"
    STUCK = "never ends"
    CUT_OFF = "cut off before it had finished"
    LASTS = "not at its end yet"


class Look(StrEnum):
    """How a bar looks: by what the thread does, in the order in which a legend has them."""

    RUNS = "runs"
    SPINS = "spins"
    SLEEPS = "sleeps"
    LOCKED = "locked"
    JOINS = "joins"
    LISTENS = "listens"
    FOLDED = "folded"
    HOLDS = "holds"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a thread does between two columns, which have signs of their own."""

    first: int
    last: int
    look: Look
    holding: list[tuple[int, int]]
    """Between which columns it looks as a thread does that has a lock which another waits for."""
    label: str
    """What fits into the bar; may be empty."""
    label_at: int
    """The column at which the label's first letter stands."""
    words: str
    """The longest label, whether it fits or not."""
    meaning: str
    """What a bar of this look means, for a legend: "waits for a lock"."""
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Sign:
    """Something at a column of a row: an end, or the keys of the notes about this moment."""

    column: int
    end: End | None = None
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The lane of one thread on the columns."""

    name: str
    bars: list[Bar] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on the axis."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """One row's thread ended the wait of another's."""

    column: int
    waker: int
    woken: int
    """Both by the index of their row."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a rendering draws."""

    columns: int
    rows: list[Row]
    ticks: list[Tick]
    breaks: list[int]
    """Columns at which the axis is shortened."""
    links: list[Link]
    notes: list[Note]
    hidden_rows: int
    hidden_notes: int

    def legend(self) -> list[tuple[Look | End, str]]:
        """Return the looks and signs that need a word, and the word, in a fixed order."""
        found: dict[Look | End, list[str]] = {}
        for row in self.rows:
            for bar in row.bars:
                found.setdefault(bar.look, []).append(bar.meaning)
                if bar.holding:
                    found[Look.HOLDS] = ["has a lock that another waits for"]
            for sign in row.signs:
                if sign.end and sign.end not in (End.BEGINS, End.CHANGES):
                    found[sign.end] = [sign.end.value]
        found.pop(Look.IDLE, None)
        return [(each, _joined(found[each])) for each in (*Look, *End) if each in found]


def _joined(meanings: list[str]) -> str:
    """Join meanings of one look: "waits for an event, a queue"."""
    first, *others = dict.fromkeys(meanings)
    return ", ".join([first, *(each.removeprefix("waits for ") for each in others)])
