"""A timeline before it is drawn: rows, bars, signs and notes, placed on columns of equal width.

Records only. Knows nothing of how they are found, nor of characters, pixels and colours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from grader.report.lanes.notes import Note
from grader.report.lanes.words import Doing


class End(StrEnum):
    """A sign at the end of a lane, or between two bars."""

    BEGINS = "begins"
    CHANGES = "goes on"
    FINISHES = "finished"
    DIES = "died of an exception"
    STUCK = "never ends"
    CUT_OFF = "cut off before it had finished"
    LASTS = "not at its end yet"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a thread does between two columns, which have signs of their own."""

    first: int
    last: int
    doing: Doing | None
    """None for several things that are folded into one."""
    holding: list[tuple[int, int]]
    """Between which columns it has a lock that another thread waits for."""
    label: str
    """What fits into the bar; may be empty."""
    label_at: int
    """The column at which the label's first letter stands."""
    words: str
    """The longest label, whether it fits or not."""
    noun: str
    """What it waits for, as a noun: "a lock"."""
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
    spins: bool
    """Whether a finding says that it runs without doing anything."""
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
