"""Partial order sampling: random priorities, drawn anew where an order matters."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from grader.engine.schedulers import DEPENDENT, meet
from grader.engine.task import Task


class PartialOrderSampling:
    """Runs the task whose next operation has the highest random priority (POS).

    When an operation is chosen, the priorities of those that race with it are drawn anew, so that
    different *orders of dependent operations*, not mere interleavings, are about equally likely.
    Source: Yuan, Yang, Gu, "Partial Order Aware Concurrency Sampling", CAV 2018.
    """

    preemptive = True
    exhausted = False

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._priorities: dict[int, float] = {}

    def begin(self) -> None:
        """Forget the priorities."""
        self._priorities.clear()

    def ended(self, unfinished: Sequence[Task]) -> None:
        """Learn nothing."""

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task:
        """Return the task with the highest priority."""
        priorities, draw = self._priorities, self._random.random
        if len(runnable) == 1:  # as below, in short
            if priorities.pop(runnable[0].number, None) is None:
                draw()
            return runnable[0]
        chosen, highest = runnable[0], -1.0
        for task in runnable:
            priority = priorities.get(task.number)
            if priority is None:
                priority = priorities[task.number] = draw()
            if priority > highest:
                chosen, highest = task, priority
        del priorities[chosen.number]
        if chosen.pending is not None:
            for task in runnable:
                if task is not chosen and task.pending and _race(chosen.pending, task.pending):
                    priorities[task.number] = draw()
        return chosen


def _race(one: tuple[Any, str], other: tuple[Any, str]) -> bool:
    """Whether the order of two operations can matter."""
    (what, kind), (other_what, other_kind) = one, other
    if what.__class__ is tuple and other_what.__class__ is tuple:
        if what[0] is not other_what[0] or not meet(what[1], other_what[1]):
            return False
    elif what is not other_what:
        return False
    return (kind, other_kind) in DEPENDENT
