"""Probabilistic concurrency testing: few random changes of priority, with a printable guarantee."""

from __future__ import annotations

import random
from collections.abc import Sequence

from grader.engine.task import Task


class ProbabilisticTesting:
    """Runs the task with the highest random priority, dropped at `depth - 1` random steps (PCT).

    A bug that needs `depth` ordering constraints among `n` threads and `k` steps shows in one
    execution with probability 1 / (n * k ** (depth - 1)) or more. Source: Burckhardt et al., "A
    Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010.
    """

    preemptive = True
    exhausted = False

    def __init__(self, seed: int, *, depth: int = 3) -> None:
        self._random = random.Random(seed)
        self._depth = depth
        self._steps = 1
        self._step = 0
        self._priorities: dict[int, float] = {}
        self._changes: set[int] = set()

    def begin(self) -> None:
        """Draw the steps at which priorities drop, among as many as the longest execution had."""
        self._steps = max(self._steps, self._step)
        self._step = 0
        self._priorities.clear()
        steps = range(1, self._steps + 1)
        self._changes = set(self._random.sample(steps, min(self._depth - 1, len(steps))))

    def ended(self, unfinished: Sequence[Task]) -> None:
        """Learn nothing."""

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task:
        """Return the task with the highest priority, dropping it first at a step of change."""
        self._step += 1
        for task in runnable:
            # initial priorities lie above all those that changes give
            self._priorities.setdefault(task.number, 1 + self._random.random())
        chosen = max(runnable, key=lambda task: self._priorities[task.number])
        if self._step in self._changes and len(runnable) > 1:
            self._priorities[chosen.number] = 1 - self._step / (self._steps + 1)
            chosen = max(runnable, key=lambda task: self._priorities[task.number])
        return chosen
