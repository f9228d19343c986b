"""Who runs next. One scheduler a file, each behind the interface below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from grader.engine.task import Task


class Scheduler(Protocol):
    """Chooses the order in which tasks run; an execution is determined by its choices."""

    preemptive: bool
    """Whether it wants to be asked while the current task could go on."""

    def next_task(self, runnable: Sequence[Task], current: Task | None) -> Task | None:
        """Choose one of `runnable`, which is never empty; None ends the execution here.

        `current` is the task that holds the baton if it could go on, and then is in `runnable`.
        """
        ...


class Learner(Scheduler, Protocol):
    """A scheduler that wants to know what tasks do; it preempts."""

    def accessed(self, task: Task, what: object, kind: str) -> None:
        """Learn what a task did to a shared object; for the kinds see `Kernel.accessed`."""


class Search(Scheduler, Protocol):
    """A scheduler for many executions of one program, each under another schedule."""

    exhausted: bool
    """Whether there is nothing left that it would try."""

    def begin(self) -> None:
        """Prepare for another execution."""

    def ended(self, unfinished: Sequence[Task]) -> None:
        """Learn that the execution is over, and which tasks could not finish."""


DEPENDENT = {
    ("read", "write"),
    ("write", "write"),
    ("acquire", "acquire"),
    ("acquire", "try"),
    ("release", "try"),
    ("put", "put"),
    ("show", "show"),
    ("get", "get"),
    ("put", "try"),
    ("get", "try"),
    ("end", "try"),
}
"""Kinds of operations on one object whose order can matter, if either could come first."""
DEPENDENT |= {(second, first) for first, second in DEPENDENT}


WHOLE = "*"
"""The part that stands for a container as a whole; it meets every other part."""


def meet(part: str, other: str) -> bool:
    """Whether two parts of one owner are the same, or one contains the other."""
    return part == other or WHOLE in (part, other)


def key_of(what: object) -> tuple[int, str]:
    """Return what tells shared things apart within one execution: an owner, and a part of it.

    Data is given as a tuple of the two, a lock or a queue as itself.
    """
    if what.__class__ is tuple:
        owner, part = what
        return id(owner), str(part)
    return id(what), ""
