"""How far apart the moments of a timeline are drawn. Knows numbers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

LONG = 4
"""A gap of so many times the usual one is shortened."""
WIDEST_GAP = 24
"""Columns of the widest gap, if nothing in it needs more."""


class Need(NamedTuple):
    """So many columns are wanted between two moments, given by their indexes."""

    first: int
    last: int
    columns: int


def shortened(gaps: Sequence[float]) -> tuple[list[float], list[bool]]:
    """Return how long each gap is to look, and whether that is shorter than it is."""
    limit = LONG * median(gaps) if gaps else 0.0
    return [min(gap, limit) for gap in gaps], [gap > limit for gap in gaps]


def columns(
    gaps: Sequence[float], width: int, *, narrowest: int, needs: Sequence[Sequence[Need]]
) -> list[int]:
    """Return the column of each moment, the first at 0 and the last at `width` at most.

    Gaps look as long as they are, except where a need makes them wider. Needs are met in the order
    given, as far as the width allows; each group as a whole or not at all.
    """
    wider: dict[tuple[int, int], int] = {}
    for group in needs:
        tried = dict(wider)
        for first, last, least in group:
            tried[first, last] = max(least, tried.get((first, last), 0))
        if sum(_sizes(gaps, 0, narrowest, tried)) <= width:
            wider = tried
    places = [0]
    for size in _sizes(gaps, _scale(gaps, width, narrowest, wider), narrowest, wider):
        places.append(places[-1] + size)
    return places


def _scale(
    gaps: Sequence[float], width: int, narrowest: int, wider: Mapping[tuple[int, int], int]
) -> float:
    """The columns for a unit of time with which all just fits."""
    low, high = 0.0, WIDEST_GAP / max(gaps, default=1.0)
    if sum(_sizes(gaps, high, narrowest, wider)) <= width:
        return high
    for _ in range(24):
        middle = (low + high) / 2
        if sum(_sizes(gaps, middle, narrowest, wider)) <= width:
            low = middle
        else:
            high = middle
    return low


def _sizes(
    gaps: Sequence[float], scale: float, narrowest: int, wider: Mapping[tuple[int, int], int]
) -> list[int]:
    """The columns of each gap: by its length, then widened, the shortest stretches first."""
    sizes = [max(narrowest, round(gap * scale)) for gap in gaps]
    for (first, last), least in sorted(wider.items(), key=lambda item: item[0][1] - item[0][0]):
        for _ in range(least - sum(sizes[first:last])):
            cramped = max(range(first, last), key=lambda index: gaps[index] / sizes[index])
            sizes[cramped] += 1
    return sizes
