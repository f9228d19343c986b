"""What instrumented code tells the engine: the protocol between the two. No behaviour."""

from __future__ import annotations

from typing import Protocol


class Observer(Protocol):
    """Learns what the student's code is about to do."""

    def loop(self, line: int) -> None:
        """A loop whose header is in `line` begins another turn.

        Called for each `while`, and for each `for` that might not end; also without points.
        """

    def is_fatal(self, error: BaseException) -> bool:
        """Whether no handler of the student's may catch `error`: the engine's own, a timeout's.

        Asked when an exception reaches `except:`, `except BaseException` or a handler that could
        be one; also without points.
        """
