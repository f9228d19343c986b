"""Finds data races: two threads touch the same thing, one writes, and nothing orders them.

"Orders" means synchronisation: starting and joining threads, locks, and all that is built on them
(events, conditions, semaphores, barriers, queues, futures). That one access came first in the
execution at hand orders nothing. Source: vector clocks as in Flanagan, Freund, "FastTrack", PLDI
2009.
"""

from __future__ import annotations

import sys
from collections import deque
from dataclasses import dataclass
from types import CellType, FrameType
from typing import Any

from grader.engine.describe import name_of, place_of, students_frame
from grader.engine.findings import DataRace, Place
from grader.engine.schedulers import WHOLE, key_of
from grader.engine.task import Task

Clock = dict[int, int]


@dataclass(slots=True)
class _Access:
    thread: str
    kind: str
    moment: int
    place: Place | None
    locks: frozenset[int]


class RaceWatcher:
    """Watches one execution. `races` holds one DataRace for each thing and pair of lines."""

    def __init__(self) -> None:
        self.races: list[DataRace] = []
        self._clocks: dict[int, Clock] = {}
        self._published: dict[int, Clock] = {}
        self._puts: dict[int, deque[Clock]] = {}
        # by owner, part and task: the last access
        self._writes: dict[int, dict[str, dict[int, _Access]]] = {}
        self._reads: dict[int, dict[str, dict[int, _Access]]] = {}
        self._alive: list[object] = []
        self._held: dict[int, set[int]] = {}
        self._seen: set[object] = set()

    def accessed(self, task: Task, what: object, kind: str) -> None:
        """Learn what a task has done; see `Kernel.accessed`."""
        clock = self._clock(task.number)
        self._alive.append(what)
        if kind in ("read", "write"):
            self._data(task, clock, what, kind)
        elif kind == "start":
            child: Task = what  # type: ignore[assignment]
            self._publish(task.number, clock, self._clock(child.number))
        else:
            self._synchronise(task.number, clock, id(what), kind)

    def _synchronise(self, number: int, clock: Clock, owner: int, kind: str) -> None:
        held = self._held.setdefault(number, set())
        if kind in ("release", "end"):
            self._publish(number, clock, self._published.setdefault(owner, {}))
            held.discard(owner)
        elif kind in ("acquire", "join"):
            _join(clock, self._published.get(owner, {}))
            if kind == "acquire":
                held.add(owner)
        elif kind == "put":
            sent: Clock = {}
            self._publish(number, clock, sent)
            self._puts.setdefault(owner, deque()).append(sent)
        elif kind == "get" and self._puts.get(owner):
            _join(clock, self._puts[owner].popleft())

    def _data(self, task: Task, clock: Clock, what: object, kind: str) -> None:
        (owner, part), number = key_of(what), task.number
        if part == WHOLE:
            return  # one step of a built-in container, such as `append`: nothing to tear apart
        locks = frozenset(self._held.get(number, ()))
        now = _Access(task.name, kind, clock[number], place_of(sys._getframe(2)), locks)
        writes, reads = self._writes.setdefault(owner, {}), self._reads.setdefault(owner, {})
        for table in [writes, reads] if kind == "write" else [writes]:
            for other, access in table.get(part, {}).items():
                if other != number and access.moment > clock.get(other, 0):
                    self._report(task, what, access, now)
        (writes if kind == "write" else reads).setdefault(part, {})[number] = now

    def _report(self, task: Task, what: object, earlier: _Access, later: _Access) -> None:
        pair = name_of_data(what), *sorted(str(place) for place in (earlier.place, later.place))
        if pair in self._seen:
            return
        self._seen.add(pair)
        self.races.append(
            DataRace(
                task.kernel.now,
                name_of_data(what, students_frame(sys._getframe(1))),
                (earlier.thread, later.thread),
                (earlier.kind, later.kind),
                (earlier.place, later.place),
                bool(earlier.locks or later.locks),
            )
        )

    def _clock(self, number: int) -> Clock:
        return self._clocks.setdefault(number, {number: 1})

    def _publish(self, number: int, clock: Clock, to: Clock) -> None:
        """What the task has done so far lies before what others do that learn of it."""
        _join(to, clock)
        clock[number] += 1


def name_of_data(what: object, frame: FrameType | None = None) -> str:
    """Name a shared thing for a sentence: `Counter.value`, `seats["a"]`, `total`.

    A container goes by the name that the code at `frame` has for it, or else by its type's.
    """
    if what.__class__ is not tuple:
        return type(what).__name__
    owner, part = what
    if part.startswith("["):
        return f"{name_of(owner, frame) or type(owner).__name__}{part}"
    if isinstance(owner, dict | CellType):
        return str(part)
    kind = owner if isinstance(owner, type) else type(owner)
    return f"{kind.__name__}.{part}"


def _join(clock: Clock, other: Clock) -> None:
    for number, moment in other.items():
        if clock.get(number, 0) < moment:
            clock[number] = moment


__all__: list[Any] = ["RaceWatcher", "name_of_data"]
