"""How long to wait for a process that checks: as long as it goes on to bring results."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

POLL = 1.0
"""Seconds between two looks at the results."""
SILENCES = 30
"""How many times the bearable silence may pass in all: something may pretend to make progress."""


class Patience:
    """Runs out when a file has not grown for some seconds of real time."""

    def __init__(
        self, results: Path, silence: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._results = results
        self._silence = silence
        self._clock = clock
        self._size = 0
        self._until = clock() + silence
        self._end = clock() + silence * SILENCES

    def left(self) -> float:
        """Return the seconds to wait before asking again; 0 if there is no hope."""
        now = self._clock()
        size = self._measure()
        if size > self._size:
            self._size = size
            self._until = now + self._silence
        return max(0.0, min(POLL, self._until - now, self._end - now))

    def _measure(self) -> int:
        try:
            return self._results.stat().st_size
        except OSError:
            return 0
