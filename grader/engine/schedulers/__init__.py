"""Who runs next. One scheduler a file, each behind the interface below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from grader.engine.task import Task


class Scheduler(Protocol):
    """Chooses the order in which tasks run; an execution is determined by its choices."""

    preemptive: bool
    """Whether it wants to be asked while the current task could go on."""

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task:
        """Choose one of `runnable`, which is never empty.

        `current` is the task that holds the baton if it could go on, and then is in `runnable`.
        """
        ...
