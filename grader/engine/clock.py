"""Virtual time. Knows when now is; knows nothing of tasks."""

from __future__ import annotations

SECOND = 1_000_000_000
"""Nanoseconds in a second; all time inside the engine is integer nanoseconds."""


def nanoseconds(seconds: float) -> int:
    """Convert to the nearest nanosecond, so that 0.1 s is exactly 100,000,000 ns."""
    return round(seconds * SECOND)


class VirtualClock:
    """A clock that moves only when it is told to.

    `now` is exact and is what deadlines and checks use. What a program reads may lie a hair
    above it, if it reads again and again at one instant: library loops such as
    `concurrent.futures.as_completed` leave only when the time that remains is *below* zero.
    """

    __slots__ = ("hair", "now")

    def __init__(self) -> None:
        self.now = 0
        # invariant: now + hair, which programs read, never decreases
        self.hair = 0

    def reading(self) -> int:
        """Return the nanoseconds since the world began, as the program sees them."""
        return self.now + self.hair

    def jump(self, when: int) -> None:
        """Move to `when`, in nanoseconds; a moment that has passed leaves the clock alone."""
        if when > self.now:
            self.hair = max(0, self.now + self.hair - when)
            self.now = when
