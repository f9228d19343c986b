"""A timeline before it is drawn: rows, bars, signs and notes, placed on columns of equal width.

The model behind all renderings; knows nothing of characters, pixels or colours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from grader.engine.findings import (
    BusyWait,
    Deadlock,
    Finding,
    LeakedThread,
    NeverEnds,
    UncaughtException,
)
from grader.engine.trace import Trace
from grader.report.lanes import HAIR, Doing, Lane, Span, clock, read
from grader.report.timeline_notes import WRONG, Mark, Note, lane_of, notes_of
from grader.report.timeline_scale import Need, columns, distinct, weights

MOST_LANES = 8
COLUMNS_A_MOMENT = 4
AROUND_A_LABEL = 5
"""Columns that a label needs beside its letters: the signs at both ends, space, a bit of the bar."""


class End(StrEnum):
    """A sign at the end of a lane, or between two bars."""

    BEGINS = "begins"
    CHANGES = "goes on with something else"
    FINISHES = "finished"
    DIES = "died of an exception"
    STUCK = "never ends"
    CUT_OFF = "cut off before it had finished"
    GOES_ON = "goes on"


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a row, between two columns that have signs. `label` is "" if none fits."""

    first: int
    last: int
    doing: Doing | None
    """None for several things that are folded into one."""
    holding: bool
    label: str
    words: str
    """What a label with room would say."""
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Sign:
    """Something at a column of a row: a lane's end, or a note's key."""

    column: int
    end: End | None = None
    key: str = ""


@dataclass(slots=True)
class Row:
    """The lane of one thread on the columns."""

    name: str
    spins: bool
    bars: list[Bar] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on the axis."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a rendering draws."""

    columns: int
    rows: list[Row]
    ticks: list[Tick]
    breaks: list[int]
    """Columns at which the axis leaves time out."""
    notes: list[Note]
    hidden: int
    """Threads that have no row."""
    unsaid: int
    """Notes that there was no room for."""


def picture(
    trace: Trace, width: int, findings: Iterable[Finding] = (), marks: Iterable[Mark] = ()
) -> Picture:
    """Place what happened on at most `width` columns."""
    findings = tuple(findings)
    lanes = read(trace, findings)
    notes, unsaid = notes_of(trace, findings, marks)
    kept = _chosen(lanes, notes, findings)
    return _Placing(kept, notes, findings, width, trace.closed).picture(
        len(lanes) - len(kept), unsaid
    )


def _chosen(lanes: list[Lane], notes: list[Note], findings: Sequence[Finding]) -> list[Lane]:
    """Keep the lanes that matter: main, those in notes and findings, those that others wait for."""
    if len(lanes) <= MOST_LANES:
        return lanes
    named = {note.thread for note in notes if note.key == WRONG}
    talked_of = {note.thread for note in notes}
    for finding in findings:
        named |= set(getattr(finding, "circle", ()))
    owners = {span.holder for lane in lanes for span in lane.spans}
    shapes: set[object] = set()
    ranks = {}
    for lane in lanes:
        shape = tuple((each.begin, each.end, each.labels) for each in lane.spans)
        ranks[lane.number] = (
            lane.number != 0,
            lane.name not in named,
            not lane.stuck,
            shape in shapes,
            lane.name not in owners,
            lane.name not in talked_of,
            lane.number,
        )
        shapes.add(shape)
    best = sorted(lanes, key=lambda lane: ranks[lane.number])[:MOST_LANES]
    return [lane for lane in lanes if lane in best]


class _Placing:
    """One picture on its way."""

    def __init__(
        self,
        lanes: list[Lane],
        notes: list[Note],
        findings: Sequence[Finding],
        width: int,
        closed: bool,
    ) -> None:
        self.lanes = lanes
        self.notes = notes
        self.findings = findings
        self.width = width
        self.closed = closed
        self.spinning = {each.thread for each in findings if isinstance(each, BusyWait)}
        self.tail = any(lane.stuck for lane in lanes)
        """Whether a last column stands for "for ever"."""
        ranks = self._ranks()
        every = distinct(list(ranks), HAIR)
        room = max(2, width // COLUMNS_A_MOMENT - self.tail)
        best = sorted(every, key=lambda time: (ranks[time], time))[:room]
        self.moments = sorted(best)
        self.folded = [
            sum(before < each < after for each in every)
            for before, after in zip(self.moments, self.moments[1:], strict=False)
        ]

    def _ranks(self) -> dict[float, int]:
        """Return all moments at which something happens, and how little each one matters."""
        ranks: dict[float, int] = {}

        def matters(time: float, rank: int) -> None:
            ranks[time] = min(rank, ranks.get(time, rank))

        last = 0.0
        for lane in self.lanes:
            matters(lane.begin, 1 if lane.number else 0)
            if lane.end is not None:
                matters(lane.end, 1 if lane.number else 0)
            seen: Counter[object] = Counter()
            for span in lane.spans:
                last = max(last, span.end)
                seen[span.labels] += 1
                often = seen[span.labels] > 3
                important = span.doing is Doing.LOCKED or lane.number == 0
                for time in (span.begin, span.end):
                    matters(time, 4 if often else 2 if important else 3)
        for note in self.notes:
            for index, time in enumerate(note.times):
                known = note.key == WRONG or not note.text.startswith("prints")
                matters(time, 0 if known else 2 if index < 3 else 4)
        matters(last, 0)
        return _merged(ranks)

    # -- placing ----------------------------------------------------------------------------

    def picture(self, hidden: int, unsaid: int) -> Picture:
        gaps, shortened = weights(self.moments)
        if self.tail:
            gaps.append(max(gaps, default=1.0))
            shortened.append(False)
        pieces = {lane.number: self._pieces(lane) for lane in self.lanes}
        needs = self._needs(pieces)
        places, met = columns(gaps, self.width - 1, narrowest=2, needs=needs)
        rows = [self._row(lane, pieces[lane.number], places) for lane in self.lanes]
        return Picture(
            places[-1] + 1,
            rows,
            self._ticks(places, met),
            [
                (places[index] + places[index + 1]) // 2
                for index, short in enumerate(shortened)
                if short or (index < len(self.folded) and self.folded[index])
            ],
            self.notes,
            hidden,
            unsaid,
        )

    def _tick_text(self, index: int) -> str:
        if index == len(self.moments):
            return "for ever"
        return clock(self.moments[index]) + (" s" if index == 0 else "")

    def _needs(self, pieces: dict[int, list[_Piece]]) -> list[Need]:
        """What wants room, the most important first."""
        labels = [piece for each in pieces.values() for piece in each]
        labels.sort(key=lambda piece: piece.doing is not Doing.LOCKED)
        needs = self._tick_needs(first=True)
        needs += [piece.need(piece.labels[-1]) for piece in labels]
        needs += self._tick_needs(first=False)
        for rank in (2, 1, 0):
            needs += [
                piece.need(piece.labels[rank]) for piece in labels if rank < len(piece.labels) - 1
            ]
        return needs

    def _tick_needs(self, *, first: bool) -> list[Need]:
        last = len(self.moments) - 1 + self.tail
        return [
            (index, index + 1, len(self._tick_text(index)) + 2)
            for index in range(last)
            if (index in (0, last - 1)) == first
        ]

    def _ticks(self, places: list[int], met: set[Need]) -> list[Tick]:
        """The axis: as many moments as fit, the last one always."""
        ticks: list[Tick] = []
        texts = [self._tick_text(index) for index in range(len(places))]
        limit = places[-1] + 2
        for index in reversed(range(len(places))):
            if index in (0, len(places) - 1) or places[index] + len(texts[index]) + 1 < limit:
                ticks.append(Tick(places[index], texts[index]))
                limit = places[index]
        return ticks[::-1]

    # -- one lane ---------------------------------------------------------------------------

    def _at(self, time: float) -> int | None:
        """Return the index of a moment, None if it was folded away."""
        return next(
            (index for index, each in enumerate(self.moments) if abs(each - time) <= HAIR), None
        )

    def _pieces(self, lane: Lane) -> list[_Piece]:
        """Cut a lane at the moments; join what is the same thing still."""
        pieces: list[_Piece] = []
        for index, (begin, end) in enumerate(zip(self.moments, self.moments[1:], strict=False)):
            spans = lane.does(begin, end)
            if not spans:
                continue
            whole = spans[0].begin <= begin + HAIR and spans[0].end >= end - HAIR
            single = spans[0] if len(spans) == 1 and whole else None
            holding = any(
                since < end - HAIR and until > begin + HAIR for since, until in lane.holds
            )
            last = pieces[-1] if pieces else None
            if last and last.last == index and last.goes_on(single, holding):
                last.last = index + 1
                last.spans += [each for each in spans if each not in last.spans]
            else:
                pieces.append(_Piece(index, index + 1, single, spans, holding))
        if lane.stuck:
            self._prolong(lane, pieces)
        return pieces

    def _prolong(self, lane: Lane, pieces: list[_Piece]) -> None:
        """Let what never ended go on through the last column."""
        span = lane.spans[-1] if lane.spans else None
        end = len(self.moments)
        if span is None or not span.open:
            return
        if pieces and pieces[-1].span is span:
            pieces[-1].last = end
        else:
            pieces.append(_Piece(end - 1, end, span, [span], False))

    def _row(self, lane: Lane, pieces: list[_Piece], places: list[int]) -> Row:
        row = Row(lane.name, lane.name in self.spinning)
        for piece in pieces:
            first, last = places[piece.first], places[piece.last]
            label = next((each for each in piece.labels if len(each) + 3 <= last - first), "")
            row.bars.append(
                Bar(
                    first,
                    last,
                    piece.doing,
                    piece.holding,
                    label,
                    piece.labels[0],
                    piece.spans[0].begin,
                    piece.spans[-1].end,
                )
            )
        row.signs = self._signs(lane, row.bars, places)
        return row

    def _signs(self, lane: Lane, bars: list[Bar], places: list[int]) -> list[Sign]:
        begin = self._at(lane.begin)
        signs = [] if begin is None else [Sign(places[begin], End.BEGINS)]
        signs += [
            Sign(bar.first, End.CHANGES)
            for bar in bars
            if begin is None or bar.first != places[begin]
        ]
        end, column = self._end(lane, places)
        if column is not None:
            signs = [each for each in signs if each.column != column]
            signs.append(Sign(column, end))
        for note in self.notes:
            if note.key == WRONG:
                continue
            for time in note.times:
                if lane_of(self.lanes, note.thread, time) is lane:
                    at = self._at(time)
                    if at is not None:
                        signs.append(Sign(places[at], None, note.key))
        return signs

    def _end(self, lane: Lane, places: list[int]) -> tuple[End, int | None]:
        if lane.end is None:
            if lane.stuck:
                return End.STUCK, places[-1]
            last = places[len(self.moments) - 1]
            return (End.CUT_OFF if self.closed else End.GOES_ON), last
        at = self._at(lane.end)
        died = any(
            isinstance(each, UncaughtException)
            and each.thread == lane.name
            and abs(each.time - (lane.end or 0.0)) <= HAIR
            for each in self.findings
        )
        return (End.DIES if died else End.FINISHES), None if at is None else places[at]


@dataclass(slots=True)
class _Piece:
    """What a lane does between two moments, by index."""

    first: int
    last: int
    span: Span | None
    """None if several spans are folded here."""
    spans: list[Span]
    holding: bool

    @property
    def doing(self) -> Doing | None:
        return self.span.doing if self.span else None

    @property
    def labels(self) -> tuple[str, ...]:
        """What it says, the longest first."""
        if self.span:
            return self.span.labels
        alike = {each.labels[:1] for each in self.spans}
        count = len(self.spans)
        if len(alike) == 1:
            return f"{count:,} x {self.spans[0].labels[0]}", f"{count:,} x"
        return f"{count:,} things", ".."

    def goes_on(self, span: Span | None, holding: bool) -> bool:
        return self.span is span and self.holding == holding

    def need(self, label: str) -> Need:
        return self.first, self.last, len(label) + AROUND_A_LABEL


def _merged(ranks: dict[float, int]) -> dict[float, int]:
    """Join moments that are a hair apart; the more important rank counts."""
    merged: dict[float, int] = {}
    last = None
    for time in sorted(ranks):
        if last is None or time - last > HAIR:
            last = time
        merged[last] = min(ranks[time], merged.get(last, ranks[time]))
    return merged
