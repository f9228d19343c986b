"""A scripted keyboard: what `input()` reads in a world, and when Ctrl-C is pressed."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

from grader.engine.clock import nanoseconds
from grader.engine.lowlevel.locks import Waitable

if TYPE_CHECKING:
    from grader.engine.kernel import Kernel
    from grader.engine.task import Task


class Keyboard(Waitable):
    """The keys of one world, pressed at chosen virtual times."""

    owner: Task | None = None

    def __init__(self, kernel: Kernel) -> None:
        super().__init__()
        self.kernel = kernel
        self._typed: list[str] = []
        self._to_come = 0

    def types(self, line: str, *, at: float) -> None:
        """Type a line and Enter at virtual second `at`."""
        self._to_come += 1
        self.kernel.deadlines.at(nanoseconds(at), lambda: self._enter(line))

    def interrupt(self, *, at: float) -> None:
        """Press Ctrl-C at virtual second `at`: SIGINT for the main task."""
        self.kernel.deadlines.at(nanoseconds(at), lambda: self.kernel.signals.arrive(signal.SIGINT))

    def _enter(self, line: str) -> None:
        self._to_come -= 1
        self._typed.append(line)
        self.wake_one()

    def read(self, prompt: object = "") -> str:
        """Return the next line, waiting for it; raise EOFError if nothing more will be typed."""
        kernel = self.kernel
        sys.stdout.write(str(prompt))
        while not self._typed:
            if not self._to_come:
                raise EOFError("nothing more is typed")
            assert kernel.current is not None
            self.wait(kernel, kernel.current, "a line from the keyboard", None)
        return self._typed.pop(0)
