"""Cuts a lane at the moments that a picture shows. Knows moments, not columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from grader.report.lanes.lanes import HAIR, Lane, Span
from grader.report.lanes.moments import Moments
from grader.report.lanes.records import Look
from grader.report.lanes.words import Doing


@dataclass(slots=True)
class Piece:
    """What a lane does between two moments, given by their indexes."""

    first: int
    last: int
    spans: list[Span]
    """One, or several that are folded into this piece."""
    whole: bool
    """Whether it is one span, and nothing is folded here."""
    holding: list[int] = field(default_factory=list)
    """After which moments the thread has a lock that another waits for."""
    labels: tuple[str, ...] = ()
    """What it says, the longest first."""

    @property
    def doing(self) -> Doing | None:
        """What kind of thing it is; None for several."""
        return self.spans[0].doing if self.whole else None

    def look(self, spins: bool) -> Look:
        """How it looks, if the thread spins where it runs, or doesn't."""
        if not self.whole:
            return Look.FOLDED
        doing = self.spans[0].doing
        return Look.SPINS if spins and doing is Doing.RUNS else Look[doing.name]

    def meaning(self, look: Look) -> str:
        """What that look means."""
        noun = self.spans[0].words.noun
        usual = f"waits for {noun}" if noun else self.spans[0].doing.value
        return {Look.FOLDED: "many steps, folded", Look.SPINS: "runs, and waits for nothing"}.get(
            look, usual
        )


def pieces_of(lane: Lane, moments: Moments) -> list[Piece]:
    """Return what the lane does between the moments; what is the same thing still is one piece.

    What never ended goes on up to one moment more, "for ever".
    """
    pieces: list[Piece] = []
    for index, (begin, end) in enumerate(pairwise(moments.times)):
        spans = lane.does(begin, end)
        if not spans:
            continue
        whole = len(spans) == 1 and _fills(spans[0], begin, end)
        last = pieces[-1] if pieces else None
        if last and last.last == index and _goes_on(last, spans, whole):
            last.last = index + 1
            last.spans += spans[spans[0] is last.spans[-1] :]
        else:
            last = Piece(index, index + 1, spans, whole)
            pieces.append(last)
        if lane.holds_between(begin, end):
            last.holding.append(index)
    if lane.stuck and lane.spans and lane.spans[-1].open:
        _prolong(pieces, lane.spans[-1], len(moments.times))
    for piece in pieces:
        piece.labels = _labels(piece)
    return pieces


def _labels(piece: Piece) -> tuple[str, ...]:
    if piece.whole:
        return piece.spans[0].words.labels
    count = len(piece.spans)
    if len({(span.doing, span.words.labels[-1]) for span in piece.spans}) == 1:
        labels = piece.spans[0].words.labels
        return f"{count:,} x {labels[0]}", f"{count:,} x {labels[-1]}", f"{count:,} x"
    return f"{count:,} steps", ".."


def _fills(span: Span, begin: float, end: float) -> bool:
    return span.begin <= begin + HAIR and span.end >= end - HAIR


def _goes_on(piece: Piece, spans: list[Span], whole: bool) -> bool:
    if piece.whole != whole:
        return False
    return not whole or spans[0] is piece.spans[0]


def _prolong(pieces: list[Piece], span: Span, end: int) -> None:
    if pieces and pieces[-1].whole and pieces[-1].spans[0] is span:
        pieces[-1].last = end
    else:
        pieces.append(Piece(end - 1, end, [span], True))
