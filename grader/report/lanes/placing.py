"""Places what happened on columns: trace in, picture out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from grader.engine.findings import BusyWait, Finding, UncaughtException
from grader.engine.trace import Trace
from grader.report.lanes.lanes import HAIR, Lane, read
from grader.report.lanes.moments import Moments, moments_of
from grader.report.lanes.notes import About, Mark, Note, chosen, lane_of, notes_of
from grader.report.lanes.pieces import Piece, pieces_of
from grader.report.lanes.records import Bar, End, Link, Look, Picture, Row, Sign, Tick
from grader.report.lanes.scale import Need, columns, shortened
from grader.report.lanes.words import Doing, clock

MOST_LANES = 8
COLUMNS_IF_FEW, COLUMNS_IF_MANY = 7, 4
"""For each moment that is shown, if all are, and if some are left out."""
DISTORTION = 2.0
"""How many times longer than it is a piece may look, for a longer label."""
AROUND = 5
"""Columns that a bar wants beside its label's letters: two signs, two spaces, a bit of bar."""
AT_LEAST = 4
"""Columns with which it makes do, if the label happens to fit."""
AT_THE_END = 3
"""Columns from the last moment on: for a sign, and the keys of notes."""
FOR_EVER = "for ever"


def picture(
    trace: Trace, width: int, findings: Iterable[Finding] = (), marks: Iterable[Mark] = ()
) -> Picture | None:
    """Place what happened on at most `width` columns, signs and axis included.

    None if all happened in one moment.
    """
    findings = tuple(findings)
    lanes = read(trace, findings)
    said = notes_of(trace, findings, marks)
    kept = _worth_showing(lanes, said, findings)
    notes, hidden = chosen(said, kept)
    stuck = any(lane.stuck for lane in kept)
    few, most = width // COLUMNS_IF_FEW, width // COLUMNS_IF_MANY - stuck
    moments = moments_of(kept, notes, few, max(2, most))
    if len(moments.times) + stuck < 2:
        return None
    placing = _Placing(kept, moments, notes, findings, stuck, trace.closed)
    return placing.picture(width, len(lanes) - len(kept), hidden)


def _worth_showing(lanes: list[Lane], notes: list[Note], findings: Sequence[Finding]) -> list[Lane]:
    """Keep main, whom findings and marks are about, whom others wait for, and one of each kind."""
    if len(lanes) <= MOST_LANES:
        return lanes
    guilty = {note.thread for note in notes if note.about is not About.OUTPUT}
    guilty |= {name for each in findings for name in getattr(each, "circle", ())}
    owners = {span.holder for lane in lanes for span in lane.spans}
    talkers = {note.thread for note in notes}
    shapes: set[object] = set()
    ranked = []
    for lane in lanes:
        shape = tuple((span.begin, span.end, span.words) for span in lane.spans)
        is_guilty, is_owner, talks = (lane.name in each for each in (guilty, owners, talkers))
        rank = (lane.number != 0, not is_guilty, not is_owner, not lane.stuck, shape in shapes)
        ranked.append((*rank, not talks, lane.number))
        shapes.add(shape)
    best = {rank[-1] for rank in sorted(ranked)[:MOST_LANES]}
    return [lane for lane in lanes if lane.number in best]


class _Placing:
    """One picture on its way."""

    def __init__(
        self,
        lanes: list[Lane],
        moments: Moments,
        notes: list[Note],
        findings: Sequence[Finding],
        stuck: bool,
        closed: bool,
    ) -> None:
        self.lanes = lanes
        self.moments = moments
        self.notes = notes
        self.closed = closed
        self.spinning = {each.thread for each in findings if isinstance(each, BusyWait)}
        self.deaths = [each for each in findings if isinstance(each, UncaughtException)]
        self.gaps, cut = shortened(moments.gaps())
        self.cut = [short or folded for short, folded in zip(cut, moments.folded, strict=True)]
        if stuck:  # a last column stands for "for ever"
            self.gaps.append(max(self.gaps, default=1.0))
        self.pieces = [pieces_of(lane, moments) for lane in lanes]
        self.places: list[int] = []

    def picture(self, width: int, hidden_rows: int, hidden_notes: int) -> Picture:
        width -= max(AT_THE_END, len(self._time(len(self.gaps))))
        self.places = columns(self.gaps, width, narrowest=2, needs=self._needs(width))
        return Picture(
            self.places[-1] + 1,
            [self._row(*pair) for pair in zip(self.lanes, self.pieces, strict=True)],
            self._ticks(),
            [
                (self.places[index] + self.places[index + 1]) // 2
                for index, is_cut in enumerate(self.cut)
                if is_cut
            ],
            self._links(),
            self.notes,
            hidden_rows,
            hidden_notes,
        )

    # -- the axis ---------------------------------------------------------------------------

    def _needs(self, width: int) -> list[list[Need]]:
        """What wants room: the ends of the axis, short labels, the axis, longer labels."""
        pieces = [piece for row in self.pieces for piece in row]
        pieces.sort(key=lambda piece: piece.doing is not Doing.LOCKED)
        axis = [
            [Need(index, index + 1, len(self._time(index)) + 2)] for index in range(len(self.gaps))
        ]
        short = [[_need(piece, piece.labels[-1])] for piece in pieces]
        return [axis[0], axis[-1], *short, *axis, *self._longer(pieces, width)]

    def _longer(self, pieces: list[Piece], width: int) -> Iterator[list[Need]]:
        """Longer and longer labels. Those that say the same come together, to look alike."""
        scale = DISTORTION * width / sum(self.gaps)
        for back in range(2, max((len(piece.labels) for piece in pieces), default=0) + 1):
            groups: dict[str, list[Need]] = {}
            for piece in pieces:
                if back > len(piece.labels):
                    continue
                need = _need(piece, piece.labels[-back])
                natural = scale * sum(self.gaps[piece.first : piece.last])
                if piece.doing is Doing.LOCKED or need.columns <= natural:
                    groups.setdefault(piece.labels[-back], []).append(need)
            yield from groups.values()

    def _time(self, index: int) -> str:
        if index == len(self.moments.times):
            return FOR_EVER
        return clock(self.moments.times[index]) + ("" if index else " s")

    def _ticks(self) -> list[Tick]:
        """As many moments as fit, from the last one backwards; the first one always."""
        ticks: list[Tick] = []
        limit = self.places[-1] + len(FOR_EVER) + 2
        for index in reversed(range(len(self.places))):
            tick = Tick(self.places[index], self._time(index))
            end = tick.column + len(tick.text)
            first_fits = index == 0 or tick.column > len(self._time(0))
            if end < limit and first_fits:
                ticks.append(tick)
                limit = tick.column
        return ticks[::-1]

    def _links(self) -> list[Link]:
        """Who ended whose wait, as far as both have rows."""
        rows = {lane.name: index for index, lane in enumerate(self.lanes)}
        links = []
        for row, pieces in enumerate(self.pieces):
            for piece in pieces:
                waker = rows.get(piece.spans[-1].waker)
                told = piece.doing in (Doing.LOCKED, Doing.LISTENS)
                if told and waker is not None and waker != row:
                    links.append(Link(self.places[piece.last], waker, row))
        return links

    # -- one lane ---------------------------------------------------------------------------

    def _row(self, lane: Lane, pieces: list[Piece]) -> Row:
        keys = self._keys(lane)
        ends = self._ends(lane, pieces)
        row = Row(lane.name)
        spins = lane.name in self.spinning
        row.bars.extend(self._bar(piece, spins, set(keys)) for piece in pieces)
        for column in sorted(keys.keys() | ends.keys()):
            row.signs.append(Sign(column, ends.get(column), keys.get(column, "")))
        return row

    def _bar(self, piece: Piece, spins: bool, taken: set[int]) -> Bar:
        first, last = self.places[piece.first], self.places[piece.last]
        left, right = _longest_free(first, last, taken)
        fitting = (each for each in piece.labels if len(each) + AT_LEAST <= right - left)
        label = next(fitting, "")
        look = piece.look(spins)
        held = piece.holding if look is not Look.LOCKED else []
        return Bar(
            first,
            last,
            look,
            [(self.places[index], self.places[index + 1]) for index in held],
            label,
            left + 1 + max(1, (right - left - 1 - len(label)) // 2),
            piece.labels[0],
            piece.meaning(look),
            piece.spans[0].begin,
            piece.spans[-1].end,
        )

    def _ends(self, lane: Lane, pieces: list[Piece]) -> dict[int, End]:
        """The signs of a lane itself, by their column; the last one at a column counts."""
        ends = {self.places[piece.first]: End.CHANGES for piece in pieces}
        begin = self.moments.index(lane.begin)
        if begin is not None:
            ends[self.places[begin]] = End.BEGINS
        if lane.end is not None:
            index = self.moments.index(lane.end)
            end = End.DIES if self._died(lane, lane.end) else End.FINISHES
        elif lane.stuck:
            index, end = len(self.places) - 1, End.STUCK
        else:
            index = self.moments.index(lane.over)
            end = End.CUT_OFF if self.closed else End.LASTS
        if index is not None:
            ends[self.places[index]] = end
        return ends

    def _died(self, lane: Lane, time: float) -> bool:
        return any(
            death.thread == lane.name and abs(death.time - time) <= HAIR for death in self.deaths
        )

    def _keys(self, lane: Lane) -> dict[int, str]:
        """The keys of the notes about a lane, by their column."""
        keys: dict[int, str] = {}
        for note in self.notes:
            for column, time in zip(self.places, self.moments.times, strict=False):
                if note.is_at(time) and lane_of(self.lanes, note.thread, time) is lane:
                    keys[column] = keys.get(column, "") + note.key
        return keys


def _need(piece: Piece, label: str) -> Need:
    return Need(piece.first, piece.last, len(label) + AROUND)


def _longest_free(first: int, last: int, taken: set[int]) -> tuple[int, int]:
    """Return the widest stretch of a bar without a sign in it, as the columns around it."""
    edges = [first, *sorted(column for column in taken if first < column < last), last]
    return max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
