"""Runs a recorded schedule again."""

from __future__ import annotations

from collections.abc import Sequence

from grader.engine.task import Task


class DivergedError(Exception):
    """A replay did not go as recorded: something other than the schedule decides what happens."""


class Replay:
    """Chooses the tasks that a schedule names; after its end, like FIFO, whoever runs goes on."""

    preemptive = True
    exhausted = False

    def __init__(self, schedule: Sequence[int], *, strict: bool = True) -> None:
        self._schedule = tuple(schedule)
        self._strict = strict
        self._step = 0
        self.diverged_at: int | None = None
        """The step, counted from 1, at which the task to run was not runnable."""

    def begin(self) -> None:
        """Start at the first step."""
        self._step = 0
        self.diverged_at = None

    def ended(self, unfinished: Sequence[Task]) -> None:
        """Learn nothing."""

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task | None:
        """Return the recorded task. Where that is impossible: None if strict, else the default."""
        self._step += 1
        default = current or runnable[0]  # the longest waiting: who steps aside comes last
        if self._step > len(self._schedule):
            return default
        number = self._schedule[self._step - 1]
        for task in runnable:
            if task.number == number:
                return task
        if self.diverged_at is None:
            self.diverged_at = self._step
        return None if self._strict else default


def name_of_schedule(schedule: Sequence[int]) -> str:
    """Write a schedule in short, as runs of a task and their lengths: `0*3.1*2.0`."""
    runs: list[list[int]] = []
    for number in schedule:
        if runs and runs[-1][0] == number:
            runs[-1][1] += 1
        else:
            runs.append([number, 1])
    return ".".join(f"{number}*{length}" if length > 1 else str(number) for number, length in runs)


def schedule_of_name(name: str) -> tuple[int, ...]:
    """Read what `name_of_schedule` wrote; raises ValueError if it can't be."""
    schedule: list[int] = []
    for run in filter(None, name.split(".")):
        number, _, length = run.partition("*")
        schedule += [int(number)] * int(length or 1)
    return tuple(schedule)
