"""What time will bring: which tasks must be woken when, and what must be called when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Any

from grader.engine.task import State, Task

BLOCKED = State.BLOCKED
STALE = 64
"""So many deadlines that no longer matter, if they are half of all, are worth a clearance."""


class Deadlines:
    """The deadlines of one world, in nanoseconds, first come first at the same time.

    A task that is woken before its deadline leaves it behind. `Task.turn` tells such a stale one.
    """

    __slots__ = ("_entries", "_heap", "_stale")

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Any, int]] = []
        self._entries = count()
        self._stale = 0

    def add(self, when: int, task: Task) -> None:
        """Note when a task's present wait ends at the latest."""
        heappush(self._heap, (when, next(self._entries), task, task.turn))

    def at(self, when: int, call: Callable[[], object]) -> Callable[[], None]:
        """Have `call` called at a time, in no task. Returns a way to cancel it."""
        entry = [call]
        heappush(self._heap, (when, next(self._entries), entry, 0))
        return entry.clear

    def first(self) -> int | None:
        """Return the first time that still matters, if there is one."""
        heap = self._heap
        while heap:
            if _matters(heap[0]):
                return heap[0][0]
            heappop(heap)
        return None

    def due(self, now: int) -> Iterator[Task]:
        """Take out what is due by `now`, in order: make the calls, and yield the tasks."""
        heap = self._heap
        while heap and heap[0][0] <= now:
            entry = heappop(heap)
            if _matters(entry):
                who = entry[2]
                if who.__class__ is Task:
                    yield who
                else:
                    who.pop()()

    def leave_one(self) -> None:
        """Note that a task no longer waits for its deadline."""
        self._stale += 1
        if self._stale > STALE and self._stale * 2 > len(self._heap):
            self._heap[:] = filter(_matters, self._heap)
            heapify(self._heap)
            self._stale = 0

    def __len__(self) -> int:
        """How many there are, those that no longer matter among them."""
        return len(self._heap)

    def clear(self) -> None:
        """Forget all of them."""
        self._heap.clear()


def _matters(entry: tuple[int, int, Any, int]) -> bool:
    _, _, who, turn = entry
    if who.__class__ is Task:
        return who.turn == turn and who.state is BLOCKED
    return bool(who)  # it was not cancelled
