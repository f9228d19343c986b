"""Depth-first search through all schedules with at most so many preemptions, without reduction."""

from __future__ import annotations

from collections.abc import Sequence

from grader.engine.schedulers.replay import DivergedError
from grader.engine.task import Task


class _Node:
    __slots__ = ("choices", "index", "spent")

    def __init__(self, choices: list[int], spent: int) -> None:
        self.choices = choices  # invariant: the first is free, the others cost what `costs` said
        self.index = 0
        self.spent = spent


class Bounded:
    """Tries every schedule with at most `preemptions` switches away from a task that could go on.

    Nothing is left out within the bound. (Sleep sets and other reductions would leave out schedules
    that only a reordering beyond the bound makes superfluous: "all with at most N" would be false.)
    Source: Musuvathi, Qadeer, "Iterative Context Bounding", PLDI 2007.
    """

    preemptive = True

    def __init__(self, preemptions: int | None) -> None:
        self.preemptions = preemptions
        """None: no bound."""
        self.exhausted = False
        self.pruned = False
        """Whether the bound has excluded any schedule."""
        self._path: list[_Node] = []
        self._depth = 0
        self._spent = 0

    def begin(self) -> None:
        """Go back to the last choice that has an alternative."""
        self._depth = self._spent = 0

    def ended(self, unfinished: Sequence[Task]) -> None:
        """Find out whether there is another schedule to try."""
        path = self._path
        del path[self._depth :]
        while path and path[-1].index + 1 >= len(path[-1].choices):
            path.pop()
        if path:
            path[-1].index += 1
        else:
            self.exhausted = True

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task:
        """Return the next task of the schedule that is tried now."""
        by_number = {task.number: task for task in runnable}
        if self._depth < len(self._path):
            node = self._path[self._depth]
        else:
            node = _Node(self._choices(by_number, current), self._spent)
            self._path.append(node)
        self._depth += 1
        number = node.choices[node.index]
        if number not in by_number:
            raise DivergedError(f"at step {self._depth} task {number} can't run as it did before")
        self._spent = node.spent + (current is not None and number != current.number)
        return by_number[number]

    def _choices(self, by_number: dict[int, Task], current: Task | None) -> list[int]:
        others = sorted(by_number)
        if current is None:
            return others
        others.remove(current.number)
        if self.preemptions is not None and self._spent >= self.preemptions:
            self.pruned = self.pruned or bool(others)
            return [current.number]
        return [current.number, *others]
