"""Which moments of a run a picture shows, when there is no room for all."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grader.report.lanes.lanes import HAIR, Lane
from grader.report.lanes.notes import About, Note
from grader.report.lanes.words import Doing

ENDS, EDGES, MAIN, OTHER, AGAIN = range(5)
"""How much a moment matters, the most important first."""
OFTEN = 3
"""A thread that does the same for the fourth time does it again and again."""


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments shown, in order, and for each gap between two whether others lie in it."""

    times: list[float]
    folded: list[bool]

    def index(self, time: float) -> int | None:
        """Return which moment a time is; None if it is not shown."""
        index = bisect_left(self.times, time - HAIR)
        found = index < len(self.times) and self.times[index] <= time + HAIR
        return index if found else None

    def gaps(self) -> list[float]:
        """Return the seconds between moments."""
        return [after - before for before, after in pairwise(self.times)]


def moments_of(lanes: Sequence[Lane], notes: Iterable[Note], few: int, most: int) -> Moments:
    """Choose at most `most` moments: first those of findings and marks, of beginnings and ends.

    Where there are more than a `few`, what happens again and again is left out.
    """
    ranks = _joined([*_of_lanes(lanes), *_of_notes(notes)])
    shown = {time: rank for time, rank in ranks.items() if len(ranks) <= few or rank < AGAIN}
    best = sorted(sorted(shown, key=lambda time: (shown[time], time))[:most])
    left = sorted(set(ranks) - set(best))
    return Moments(best, [_any_between(left, first, last) for first, last in pairwise(best)])


def _of_lanes(lanes: Sequence[Lane]) -> Iterator[tuple[float, int]]:
    for lane in lanes:
        ends = [lane.begin, *([] if lane.end is None else [lane.end])]
        yield from ((time, EDGES if lane.number else ENDS) for time in ends)
        seen: Counter[object] = Counter()
        for span in lane.spans:
            what = span.doing, span.words.labels[-1]
            seen[what] += 1
            is_main = lane.number == 0 and span.doing is not Doing.JOINS
            rank = MAIN if is_main or span.doing is Doing.LOCKED else OTHER
            rank = AGAIN if seen[what] > OFTEN else rank
            yield span.begin, rank
            yield span.end, ENDS if span.open else rank


def _of_notes(notes: Iterable[Note]) -> Iterator[tuple[float, int]]:
    for note in notes:
        for index, time in enumerate(note.times):
            usual = MAIN if index < OFTEN else AGAIN
            yield time, usual if note.about is About.OUTPUT else ENDS


def _joined(found: Iterable[tuple[float, int]]) -> dict[float, int]:
    """Join moments that are a hair apart; the more important rank counts."""
    ranks: dict[float, int] = {}
    last = -1.0
    for time, rank in sorted(found):
        if not ranks or time - last > HAIR:
            last = time
        ranks[last] = min(rank, ranks.get(last, rank))
    return ranks


def _any_between(times: Sequence[float], first: float, last: float) -> bool:
    return bisect_left(times, first) < bisect_left(times, last)
