"""Which moments of a run get a column, and how far apart. Knows numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

Need = tuple[int, int, int]
"""The moments `first` and `last`, by index, want at least so many columns between them."""

LONG = 4
"""A gap of so many times the usual one is shortened."""
WIDEST_GAP = 24
"""Columns of the widest gap that no need asks for."""


def distinct(times: Sequence[float], hair: float) -> list[float]:
    """Return the times in order; what is closer together than a hair is one moment."""
    found: list[float] = []
    for time in sorted(times):
        if not found or time - found[-1] > hair:
            found.append(time)
    return found


def weights(moments: Sequence[float]) -> tuple[list[float], list[bool]]:
    """Return how long each gap is to look, and whether it is shortened."""
    gaps = [after - before for before, after in zip(moments, moments[1:], strict=False)]
    if not gaps:
        return [], []
    limit = LONG * median(gaps)
    return [min(gap, limit) for gap in gaps], [gap > limit for gap in gaps]


def columns(
    gaps: Sequence[float], width: int, *, narrowest: int, needs: Sequence[Need]
) -> tuple[list[int], set[Need]]:
    """Return the column of each moment, the first at 0, and the needs that are met.

    Gaps are as wide as they are long, except where a need makes them wider. Needs are met in
    the order given, as far as the width allows.
    """
    wider: dict[tuple[int, int], int] = {}
    met = set()
    for need in needs:
        first, last, least = need
        tried = {**wider, (first, last): max(least, wider.get((first, last), 0))}
        if sum(_sizes(gaps, 0, narrowest, tried)) <= width:
            wider = tried
            met.add(need)
    low, high = 0.0, WIDEST_GAP / max(gaps, default=1.0)
    for _ in range(24):
        middle = (low + high) / 2
        if sum(_sizes(gaps, middle, narrowest, wider)) <= width:
            low = middle
        else:
            high = middle
    found = [0]
    for size in _sizes(gaps, low, narrowest, wider):
        found.append(found[-1] + size)
    return found, met


def _sizes(
    gaps: Sequence[float], scale: float, narrowest: int, wider: dict[tuple[int, int], int]
) -> list[int]:
    sizes = [max(narrowest, round(gap * scale)) for gap in gaps]
    for (first, last), least in sorted(wider.items(), key=lambda item: item[0][1] - item[0][0]):
        for _ in range(least - sum(sizes[first:last])):
            cramped = max(range(first, last), key=lambda index: gaps[index] / sizes[index])
            sizes[cramped] += 1
    return sizes
