"""Dynamic partial-order reduction: one schedule for each different order of the shared steps.

Two schedules that order all dependent operations alike end alike, so one of them is enough. The
search runs the program, looks which dependent operations could have come the other way round (no
chain of cause and effect orders them), and goes back to try that. Sleep sets keep it from trying
an order twice. Sources: Flanagan, Godefroid, "Dynamic Partial-Order Reduction", POPL 2005;
Godefroid, "Partial-Order Methods", 1996. There is no bound on preemptions: it would make the
reduction unsound.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from grader.engine.schedulers import DEPENDENT, WHOLE, key_of, meet
from grader.engine.schedulers.replay import DivergedError
from grader.engine.task import State, Task

Clock = dict[int, int]
"""For each task, the last of its transitions that is known to lie before. A clock that moves on is
replaced, never changed: whoever noted it keeps what it said then."""

Footprint = list[tuple[int, str, str]]
"""What a transition did: an object's index, a part of it, and the kind of operation."""

FRESH = -1
"""The index of an object that had not been used before the transition: it has no lasting name."""


class _Step:
    """A choice that was made: who could run, who ran, and who else has or ought to be tried."""

    __slots__ = ("base", "chosen", "done", "enabled", "footprint", "sleep", "todo")

    def __init__(self, enabled: tuple[int, ...], sleep: dict[int, Footprint], base: int) -> None:
        self.enabled = enabled
        self.sleep = sleep
        """Who need not be tried here, since what follows has been seen, and what it would do."""
        self.base = base
        """How many objects had been used before."""
        self.done: dict[int, Footprint] = {}
        self.todo: set[int] = set()
        self.chosen = FRESH
        self.footprint: Footprint = []


class Dpor:
    """Searches all different orders of the dependent operations, without a bound."""

    preemptive = True

    def __init__(self) -> None:
        self.exhausted = False
        self.orders = 0
        """Different orders seen: executions that ran to their end."""
        self._path: list[_Step] = []
        self._reset()

    def _reset(self) -> None:
        self._depth = 0
        self._clocks: dict[int, Clock] = {}
        self._objects: dict[int, int] = {}
        self._alive: list[object] = []  # so that no id is used twice in an execution
        self._past: dict[int, dict[str, dict[str, dict[int, tuple[int, Clock]]]]] = {}
        """By owner, part, kind and task, the last such operation: its transition, and the clock."""
        self._released: dict[int, Clock] = {}
        self._puts: dict[int, deque[Clock]] = {}
        self._now = 0
        self._redundant = False

    def begin(self) -> None:
        """Prepare to follow the path to its last choice, which is a new one."""
        self._reset()

    # -- following and extending the path ---------------------------------------------------------

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task | None:
        """Return the next task of the order tried now; None if all that follows is known."""
        by_number = {task.number: task for task in runnable}
        enabled = tuple(sorted(by_number))
        self._time_barrier(runnable[0].kernel.clock.now)
        if self._depth < len(self._path):
            step = self._path[self._depth]
            if step.enabled != enabled:
                raise DivergedError(f"at step {self._depth + 1} other threads can run than before")
        else:
            step = _Step(enabled, self._sleep(), len(self._objects))
            awake = [number for number in step.enabled if number not in step.sleep]
            if not awake:
                self._redundant = True
                return None
            prefer_current = current is not None and current.number in awake
            step.chosen = current.number if prefer_current and current else awake[0]
            step.todo.add(step.chosen)
            self._path.append(step)
        step.footprint = []
        chosen = step.chosen
        self._clocks[chosen] = {**self._clocks.get(chosen, _START), chosen: self._depth}
        self._depth += 1
        return by_number[chosen]

    def _sleep(self) -> dict[int, Footprint]:
        """Who need not be tried after the last transition: it does not touch what they would do."""
        if not self._path:
            return {}
        last = self._path[-1]
        asleep = {**last.sleep, **last.done}
        asleep.pop(last.chosen, None)
        return {
            number: would
            for number, would in asleep.items()
            if not _dependent(would, last.footprint, last.base)
        }

    def _time_barrier(self, now: int) -> None:
        """Time moves only when everybody waits: all that was before is before all that comes."""
        if now != self._now:
            self._now = now
            everything = reduce(_joined, self._clocks.values(), _START)
            self._clocks = dict.fromkeys(self._clocks, everything)

    # -- learning what depends on what ------------------------------------------------------------

    def accessed(self, task: Task, what: object, kind: str) -> None:
        """Note an operation; plan to try the other order of those that it races with."""
        if not self._depth:
            return  # nobody else could run yet
        number, clocks = task.number, self._clocks
        if kind == "start":
            clocks[what.number] = clocks.get(number, _START)  # type: ignore[attr-defined]
            return
        if kind == "join":
            self._join(number, self._released.get(id(what), _START))
            return
        owner, part = key_of(what)
        depth = self._depth - 1
        step = self._path[depth]
        index = self._objects.get(owner)
        if index is None:
            index = self._objects[owner] = len(self._objects)
            self._alive.append(what)
            self._past[owner] = {}
        step.footprint.append((FRESH if index >= step.base else index, part, kind))
        self._plan(number, owner, part, kind)
        past = self._past[owner].setdefault(part, {}).setdefault(kind, {})
        past[number] = depth, clocks.get(number, _START)
        self._causes(number, owner, kind)

    def _plan(self, number: int, owner: int, part: str, kind: str) -> None:
        """Compare with the earlier operations that this one depends on."""
        clock = before = self._clocks.get(number, _START)
        parts = self._past.get(owner, {})
        for other_part in sorted(parts) if part == WHOLE else (part, WHOLE):
            past = parts.get(other_part)
            if past is None:
                continue
            for other in _OTHERS[kind]:
                for who, (depth, when) in past.get(other, _NOBODY).items():
                    if who == number:
                        continue
                    if before.get(who, -1) < depth:
                        self._try_before(depth, number, before)
                    # who is known beyond `depth` told all that it knew there
                    if clock.get(who, -1) <= depth:
                        clock = _joined(clock, when)
        self._clocks[number] = clock

    def _causes(self, number: int, owner: int, kind: str) -> None:
        """Follow what orders operations without a race: a release before the next acquire, ..."""
        if kind in ("release", "end"):
            self._released[owner] = self._clocks[number]
        elif kind == "acquire":
            self._join(number, self._released.get(owner, _START))
        elif kind == "put":
            self._puts.setdefault(owner, deque()).append(self._clocks[number])
        elif kind == "get":
            puts = self._puts.get(owner)
            if puts:
                self._join(number, puts.popleft())

    def _join(self, number: int, other: Clock) -> None:
        """Note that task `number` comes after what `other` knows."""
        self._clocks[number] = _joined(self._clocks.get(number, _START), other)

    def _try_before(self, depth: int, number: int, clock: Clock) -> None:
        """Plan that task `number` comes before the transition at `depth`."""
        step = self._path[depth]
        first = [
            each
            for each in step.enabled
            if each == number or (each != step.chosen and clock.get(each, -1) > depth)
        ]
        if not first:
            step.todo.update(step.enabled)
        elif not step.todo.intersection(first):
            step.todo.add(number if number in first else first[0])

    # -- after an execution -----------------------------------------------------------------------

    def ended(self, unfinished: Sequence[Task]) -> None:
        """Consider what blocked tasks wanted; go back to the last choice with more to try."""
        if not self._redundant:
            self.orders += 1
        for task in unfinished:
            if (
                task.state is State.BLOCKED
                and task.pending is not None
                and task.waiting is not None
            ):
                what, kind = task.pending
                if task.waiting.what is what and kind in ("acquire", "get"):
                    owner, part = key_of(what)
                    self._plan(task.number, owner, part, kind)
        path = self._path
        del path[self._depth :]
        while path:
            step = path[-1]
            step.done[step.chosen] = step.footprint
            left = step.todo - step.done.keys() - step.sleep.keys()
            if left:
                step.chosen = min(left)
                return
            path.pop()
        self.exhausted = True


_OTHERS: dict[str, tuple[str, ...]] = {
    kind: tuple(sorted(second for first, second in DEPENDENT if first == kind))
    for kind in (
        "read",
        "write",
        "acquire",
        "release",
        "put",
        "get",
        "try",
        "start",
        "end",
        "join",
        "show",
    )
}


_START: Clock = {}
_NOBODY: dict[int, tuple[int, Clock]] = {}


def _joined(clock: Clock, other: Clock) -> Clock:
    """Return what both know: `clock` itself if that is all."""
    more = {number: depth for number, depth in other.items() if clock.get(number, -1) < depth}
    return {**clock, **more} if more else clock


def _dependent(would: Footprint, did: Iterable[tuple[int, str, str]], base: int) -> bool:
    """Whether a transition that somebody would make depends on one that was made.

    An object that was new to either may be the same one.
    """
    done: list[tuple[int, str, str]] = list(did)
    for index, part, kind in would:
        for other_index, other_part, other_kind in done:
            if not meet(part, other_part) or (kind, other_kind) not in DEPENDENT:
                continue
            if index == other_index or FRESH in (index, other_index):
                return True
    return False


__all__: list[Any] = ["Dpor"]
