"""First in, first out: the order of a patient waiting line. Never preempts."""

from __future__ import annotations

from collections.abc import Sequence

from grader.engine.task import Task


class Fifo:
    """Runs whoever became runnable first, until it blocks."""

    preemptive = False

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task:
        """Return the task that has been runnable for longest."""
        return current or runnable[0]
