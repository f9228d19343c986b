"""Makes a failing schedule as simple as it can be: few preemptions, few switches, few steps.

Delta debugging on the segments of a schedule, the stretches in which one task runs: pull a task's
next segment forward to this one, swap neighbours, and keep what fails in the same way with less.
Then schedules with fewer preemptions than were found are searched, so far as a budget reaches: the
failing one up to a preemption, from there on without any, in random order; and all, one by one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from grader.engine.explore import Attempt, Schedule
from grader.engine.schedulers import Search
from grader.engine.schedulers.bounded import Bounded
from grader.engine.schedulers.replay import DivergedError, Replay
from grader.engine.task import Task

Segments = list[tuple[int, int]]

_SAMPLES = 60
"""Random orders that are tried for each number of preemptions; five can follow in 120."""


def shrink(
    failing: Attempt, attempt: Callable[[Search], Attempt], *, executions: int = 400
) -> Attempt:
    """Return the simplest execution found that fails in the same way as `failing`."""
    best, left = failing, executions
    improved = True
    while improved and left > 0:
        improved = False
        for candidate in _simpler(segments(best.schedule)):
            if left <= 0:
                break
            left -= 1
            tried = _replay(candidate, attempt)
            if tried is not None and tried.failure == best.failure and _cost(tried) < _cost(best):
                best, improved = tried, True
                break
    for bound in range(best.preemptions):
        for search in _with_fewer(best.schedule, bound, left // (best.preemptions - bound)):
            left -= 1
            search.begin()
            tried = attempt(search)
            if tried.failure == best.failure and tried.preemptions < best.preemptions:
                return shrink(tried, attempt, executions=left) if left else tried
    return best


def _with_fewer(schedule: Schedule, bound: int, executions: int) -> Iterator[Search]:
    """Yield the scheduler for each execution of a search with at most `bound` preemptions."""
    samples = min(_SAMPLES, executions // 2)
    for seed in range(samples):
        yield _Relaxed(schedule, bound, seed)
    search = Bounded(bound)
    for _ in range(executions - samples):
        if search.exhausted:
            return
        yield search


class _Relaxed:
    """Follows a schedule up to its n-th preemption; then any comes next, and nobody is stopped.

    A circle of five locks needs one preemption, and then the right order of the others.
    """

    preemptive = True
    exhausted = False

    def __init__(self, schedule: Schedule, preemptions: int, seed: int) -> None:
        self._schedule = schedule
        self._preemptions = preemptions
        self._seed = seed

    def begin(self) -> None:
        """Start at the first step."""
        self._left = self._preemptions
        self._rest = iter(self._schedule)
        self._random = random.Random(self._seed)

    def ended(self, unfinished: Sequence[Task]) -> None:
        """Learn nothing."""

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task:
        """Return the schedule's task as far as it is followed, then one at random."""
        number = next(self._rest, None)
        task = next((task for task in runnable if task.number == number), None)
        stops = current is not None and task is not None and task is not current
        if task is not None and (self._left > 1 or not stops):
            self._left -= stops
            return task
        self._rest = iter(())
        if current is None or not (stops and self._left):
            return current or self._random.choice(runnable)
        return self._random.choice([task for task in runnable if task is not current])

    def accessed(self, task: Task, what: object, kind: str) -> None:
        """Learn nothing."""


def replays(failing: Attempt, attempt: Callable[[Search], Attempt], times: int = 3) -> bool:
    """Whether the schedule leads to the same failure every time."""
    for _ in range(times):
        again = _replay(segments(failing.schedule), attempt, strict=True)
        if again is None or again.failure != failing.failure or again.schedule != failing.schedule:
            return False
    return True


def segments(schedule: Schedule) -> Segments:
    """Split a schedule into stretches of one task: `(task, steps)`."""
    found: Segments = []
    for number in schedule:
        if found and found[-1][0] == number:
            found[-1] = number, found[-1][1] + 1
        else:
            found.append((number, 1))
    return found


def _cost(attempt: Attempt) -> tuple[int, int, int]:
    return attempt.preemptions, len(segments(attempt.schedule)), len(attempt.schedule)


def _simpler(found: Segments) -> Iterator[Segments]:
    """Yield variants with fewer segments first: a task's next segment pulled back, then swaps."""
    for index, (number, length) in enumerate(found):
        for later in range(index + 2, len(found)):
            if found[later][0] == number:
                joined = (number, length + found[later][1])
                yield [*found[:index], joined, *found[index + 1 : later], *found[later + 1 :]]
                break
    for end in range(len(found) - 1, 0, -1):
        yield found[:end]  # the rest without preemptions
    for index in range(len(found) - 1):
        yield [*found[:index], found[index + 1], found[index], *found[index + 2 :]]


def _replay(
    found: Segments, attempt: Callable[[Search], Attempt], *, strict: bool = False
) -> Attempt | None:
    schedule = [number for number, length in found for _ in range(length)]
    scheduler = Replay(schedule, strict=strict)
    scheduler.begin()
    try:
        tried = attempt(scheduler)
    except DivergedError:
        return None
    return None if tried.cut_short else tried
