"""The scheduling points in the student's own code: what instrumented code calls.

Knows how an access becomes an operation that schedulers and watchers understand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from greenlet import getcurrent

from grader.engine.carrier import Carrier, current_task
from grader.engine.instrument.observer import Kind, Place
from grader.engine.schedulers import WHOLE
from grader.engine.task import Task, Unwind

_PLAIN = (str, int, float, bytes, bool, type(None))


class Points:
    """The observer of one submission's code. It finds the world by the task that calls."""

    def __init__(self, is_foreign: Callable[[BaseException], bool]) -> None:
        self._is_foreign = is_foreign

    def loop(self, line: int, /) -> None:
        """Count a turn of a loop; see `Progress.turn` and `Progress.loop`."""
        carrier: Any = getcurrent()  # here and below: current_task(), without the call
        if carrier.__class__ is Carrier:
            kernel = carrier.task.kernel
            if kernel.preemptive:
                kernel.progress.loop()
            kernel.progress.turn()

    def is_fatal(self, error: BaseException, /) -> bool:
        """Whether no handler of the student's may catch it: ours, pytest's, a real Ctrl-C."""
        if isinstance(error, Unwind):
            return True
        if isinstance(error, KeyboardInterrupt):
            task = current_task()
            return task is None or not task.kernel.signals.is_virtual(error)
        return self._is_foreign(error)

    def read(self, kind: Kind, owner: object, name: object, place: Place, /) -> None:
        """Let the scheduler choose, then note a read."""
        carrier: Any = getcurrent()
        if carrier.__class__ is Carrier and carrier.task.kernel.preemptive:
            carrier.task.access = kind, owner, name
            _access(carrier.task, (owner, _part(kind, name)), "read")

    def write(self, kind: Kind, owner: object, name: object, place: Place, /) -> None:
        """Let the scheduler choose, then note a write."""
        carrier: Any = getcurrent()
        if carrier.__class__ is Carrier and carrier.task.kernel.preemptive:
            carrier.task.access = kind, owner, name
            _access(carrier.task, (owner, _part(kind, name)), "write")


def _access(task: Task, what: tuple[object, str], kind: str) -> None:
    kernel = task.kernel
    if len(kernel.tasks) > 1:
        kernel.point((what, kind))
    kernel.accessed(task, what, kind)


def _part(kind: Kind, name: Any) -> str:
    """Name a part of an owner such that it means the same in every execution."""
    if kind == "item":
        return f"[{name!r}]" if _is_plain(name) else WHOLE
    return WHOLE if kind == "container" else str(name)


def _is_plain(name: object) -> bool:
    if name.__class__ is tuple:
        return all(map(_is_plain, name))
    return name.__class__ in _PLAIN
