"""What happened in one execution, in order. Records; judges nothing."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.engine.clock import SECOND
from grader.engine.describe import owner_of, place_of, waiting_for
from grader.engine.findings import Place

if TYPE_CHECKING:
    from grader.engine.task import Task

OUTPUT_LIMIT = 1_000_000
"""Characters of output that an execution keeps; what exceeds them is counted and dropped."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of output: its text, the thread that printed it, and when in virtual seconds."""

    text: str
    thread: str
    time: float
    after: int = field(default=0, compare=False, repr=False)
    """How many steps the trace had when it was printed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a thread did.

    `kind` is one of
    - start: a thread was started, at `place`, by the thread `detail`;
    - sleep: the thread sleeps from `time` until `until`;
    - wait: it waits for `detail` ("the lock self.lock", "the event stop", 'the thread "a" to end'),
      held or owed by the thread `holder` if there is one, until `until` if the wait is limited;
    - wake: it goes on, since somebody woke it or its time was up (`detail`: "woken" or "time is
      up"); `holder` is the thread that woke it, if a thread did;
    - end: it has ended.
    `time` and `until` are virtual seconds. `number` tells threads of one name apart; main's is 0.
    """

    kind: str
    thread: str
    time: float
    detail: str = ""
    place: Place | None = None
    until: float | None = None
    holder: str = ""
    number: int = 0


class Trace:
    """The steps and the output of one execution."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.output: list[Line] = []
        self.errors: list[Line] = []
        self.dropped = 0
        """Characters of output that exceeded OUTPUT_LIMIT."""
        self.closed = False
        self._kept = 0
        self._wakers: dict[int, str] = {}
        self._unfinished: dict[tuple[str, bool], str] = {}

    @property
    def lines(self) -> tuple[str, ...]:
        """The texts of the output, in order."""
        return tuple(line.text for line in self.output)

    def add(
        self, kind: str, task: Task, now: int, detail: str = "", place: Place | None = None
    ) -> None:
        """Record a step of `task` that is not a wait."""
        waker = self._wakers.pop(task.number, "") if kind == "wake" else ""
        holder = waker if detail == "woken" else ""
        self.steps.append(
            Step(kind, task.name, now / SECOND, detail, place, None, holder, task.number)
        )

    def woken(self, task: Task, by: Task | None) -> None:
        """Remember who wakes a task that waits, for the step in which it goes on."""
        if by is not None:
            self._wakers[task.number] = by.name

    def waits(self, task: Task, now: int, until: int | None) -> None:
        """Record that the current task begins to wait; `task.waiting` says for what."""
        frame = sys._getframe(2)
        words, _ = waiting_for(task, frame)
        owner = owner_of(task, frame)
        self.steps.append(
            Step(
                "sleep" if task.waiting is not None and task.waiting.kind == "sleep" else "wait",
                task.name,
                now / SECOND,
                words,
                place_of(frame),
                None if until is None else until / SECOND,
                owner.name if owner is not None else "",
                task.number,
            )
        )

    def write(self, text: str, thread: str, now: int, *, error: bool = False) -> None:
        """Add output; a line counts from its newline."""
        if self.closed:
            return
        if self._kept + len(text) > OUTPUT_LIMIT:
            self.dropped += len(text)
            return
        self._kept += len(text)
        *lines, rest = (self._unfinished.pop((thread, error), "") + text).split("\n")
        kept = self.errors if error else self.output
        kept.extend(Line(line, thread, now / SECOND, len(self.steps)) for line in lines)
        if rest:
            self._unfinished[thread, error] = rest

    def close(self, now: int) -> None:
        """End the recording; a last line without a newline counts too."""
        for (thread, error), text in self._unfinished.items():
            line = Line(text, thread, now / SECOND, len(self.steps))
            (self.errors if error else self.output).append(line)
        self._unfinished.clear()
        self.closed = True
