"""A random walk that goes where most is left to do."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from grader.engine.task import Task


class RandomWalk:
    """Chooses at random, a task with more steps left more often (URW).

    All interleavings are then about equally likely, where a fair coin at each step would favour
    those that end one thread early. How many steps a thread has is learned from earlier executions;
    children not yet started count for their parent. Source: Zhao et al., "Selectively Uniform
    Concurrency Testing", ASPLOS 2025.
    """

    preemptive = True
    exhausted = False

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._total: Counter[int] = Counter()
        self._parent: dict[int, int] = {}
        self._done: Counter[int] = Counter()

    def begin(self) -> None:
        """Learn the numbers of steps from the execution before."""
        for number, steps in self._done.items():
            self._total[number] = max(self._total[number], steps)
        self._done.clear()

    def ended(self, unfinished: Sequence[Task]) -> None:
        """Learn nothing."""

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task:
        """Return one of the tasks, weighted by the steps that it and its children have left."""
        weights = [self._left(task.number) for task in runnable]
        chosen = self._random.choices(runnable, weights)[0]
        self._done[chosen.number] += 1
        return chosen

    def accessed(self, task: Task, what: object, kind: str) -> None:
        """Learn who starts whom."""
        if kind == "start":
            self._parent[what.number] = task.number  # type: ignore[attr-defined]

    def _left(self, number: int) -> int:
        left = max(1, self._total[number] - self._done[number])
        for child, parent in self._parent.items():
            if parent == number and not self._done[child]:
                left += self._total[child]
        return left
