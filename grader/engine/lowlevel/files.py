"""Stand-ins for waiting until files are ready: `select.select`, and the `select()` of selectors.

A task that waits for files is blocked in virtual time. The files themselves are real, and are
looked at whenever nobody can run: what another task wrote into a pipe is there by then. What the
world outside does takes real time, which the clock does not count; it is waited for, not long, only
when nothing else can happen. Reading and writing files are real, and hold up the whole world while
they block; for sockets and pipes see `sockets`.
"""

from __future__ import annotations

import select
import selectors
import sys
from collections.abc import Callable
from typing import Any

from grader.engine.carrier import current_task
from grader.engine.clock import nanoseconds
from grader.engine.kernel import Watch
from grader.engine.lowlevel.tables import Place
from grader.engine.task import Task

READY = "files or sockets to be ready"
PATIENCE = 0.5
"""Real seconds in which the world outside may still do something, if nothing else can happen."""

_real_select = select.select


class Files:
    """The function of `select` that every platform has."""

    def select(self, reads: Any, writes: Any, errors: Any, timeout: Any = None, /) -> Any:
        """As `select.select`, in virtual time."""
        task = current_task()
        if task is None:
            return _real_select(reads, writes, errors, timeout)
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must be non-negative")
        waited = list(reads), list(writes), list(errors)
        return wait_for_files(task, lambda: _real_select(*waited, 0), any, timeout)


def wait_for_files(
    task: Task,
    look: Callable[[], Any],
    found: Callable[[Any], bool],
    timeout: float | None,
    *,
    kind: str = READY,
    what: object = None,
    patience: float = PATIENCE,
) -> Any:
    """Block until what `look` returns is something, or `timeout` seconds have passed.

    Returns it. `kind` and `what` say for reports what is waited for; `patience` is for how many
    real seconds it may still come from outside of the world.
    """
    kernel = task.kernel
    kernel.progress.poll()
    ready = look()
    if found(ready) or (timeout is not None and timeout <= 0):
        return ready
    until = None if timeout is None else kernel.clock.now + nanoseconds(timeout)

    def is_ready() -> bool:
        try:
            return found(look())
        except (OSError, ValueError):
            return True  # a file was closed; whoever waits for it will see

    kernel.watched[task] = Watch(is_ready, patience)
    try:
        kernel.block(kind, what, until)
    finally:
        del kernel.watched[task]
    return look()


def gates() -> list[Place]:
    """Let the `select` methods of all selectors of this platform wait in virtual time."""
    kinds = {kind for kind in vars(selectors).values() if isinstance(kind, type)}
    return [  # DefaultSelector is a second name for one of the others
        Place(kind, "select", _in_virtual_time(vars(kind)["select"]))
        for kind in kinds
        if "select" in vars(kind) and issubclass(kind, selectors.BaseSelector)
    ]


def _in_virtual_time(real: Any) -> Any:
    def select(self: Any, timeout: float | None = None) -> Any:
        """As a selector's `select`."""
        task = current_task()
        # other processes live in real time
        if task is None or sys._getframe(1).f_globals.get("__name__") == "subprocess":
            return real(self, timeout)
        return wait_for_files(task, lambda: real(self, 0), bool, timeout)

    return select


def stand_ins(files: Files) -> list[tuple[object, object]]:
    """Pairs of what to replace and what replaces it."""
    return [(_real_select, files.select)]
