"""Switches away from a thread whose code reaches no operation of the engine for too long.

A loop such as `while not done: pass` in code without scheduling points would hold the baton for
ever. A real timer of processor time interrupts it. When it strikes depends on the machine, so this
is for programs that are run to be looked at; checks use scheduling points instead.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from grader.engine.carrier import current_task
from grader.engine.task import Task

PERIOD = 0.05
"""Seconds of processor time that a thread may hold the baton while others could go on."""
PATIENCE = 20
"""Such periods before a thread that holds the baton is taken to wait for others, which sleep."""

_TIMER: Any = getattr(signal, "ITIMER_VIRTUAL", None)
_SIGNAL: Any = getattr(signal, "SIGVTALRM", None)
# the engine's own code, and library code that relies on not being switched
_UNSAFE = ("grader.", "greenlet", "threading", "concurrent.futures.thread", "weakref", "importlib")


class _Watchdog:
    def __init__(self) -> None:
        self.seen: tuple[Task, int] | None = None
        self.barks = 0

    def bark(self, signum: int, frame: FrameType | None) -> None:
        """Switch, if the task that was running a period ago has not stopped since."""
        task = current_task()
        if task is None:
            return
        seen, self.seen = self.seen, (task, task.turn)
        self.barks = self.barks + 1 if self.seen == seen else 0
        if self.barks and _is_safe(frame):
            task.kernel.progress.interrupt_loop(patience=self.barks < PATIENCE)


def _is_safe(frame: FrameType | None) -> bool:
    """Whether the program's own code is running, not called by the engine in turn."""
    if frame is None or frame.f_globals.get("__name__", "").startswith(_UNSAFE):
        return False
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name.startswith("grader.engine") and frame.f_code.co_name not in _BASE:
            return False
        frame = frame.f_back
    return True


_BASE = ("run", "live", "_live", "<lambda>", "execute", "main", "run_program", "<module>")


@contextmanager
def watching() -> Iterator[None]:
    """Watch over the worlds that run meanwhile, where the platform can and in the main thread."""
    if _TIMER is None:
        yield
        return
    try:
        old = signal.signal(_SIGNAL, _Watchdog().bark)
    except ValueError:  # not the main thread
        yield
        return
    signal.setitimer(_TIMER, PERIOD, PERIOD)
    try:
        yield
    finally:
        signal.setitimer(_TIMER, 0)
        signal.signal(_SIGNAL, old)
