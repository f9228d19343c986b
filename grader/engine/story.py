"""Writes down one execution in detail: who read and wrote which value, who held which lock.

For an execution that is shown to somebody; an exploration's own executions go without.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from grader.engine.describe import is_library, name_of, place_of
from grader.engine.findings import Place
from grader.engine.instrument.plans import MISSING, peek
from grader.engine.races import name_of_data
from grader.engine.schedulers import WHOLE, key_of
from grader.engine.task import Task, current_task

LIMIT = 5_000
"""Events that a story keeps."""


@dataclass(slots=True)
class Event:
    """One thing that a thread did to something shared."""

    thread: str
    number: int
    """The task's number; 0 is the main thread."""
    time: float
    kind: str
    """read, write; acquire, release; wait, notify (of a condition); put, get; start."""
    name: str
    """What it is called: `Counter.value`, `self.lock`."""
    key: tuple[int, str]
    """Tells it apart within this execution."""
    place: Place | None
    value: str = ""
    """The value read or written, in short; empty where there is none to show."""
    held: tuple[str, ...] = ()
    """The locks that the thread held."""
    count: int = 0
    """For notify: how many threads were waiting."""
    whole: bool = field(default=False)
    """Whether a container was used as a whole: its length, its order, a method such as append."""


class Story:
    """A watcher for one execution: `events`, in order."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._unseen: tuple[Event, tuple[str, object, object]] | None = None
        self._held: dict[int, dict[int, str]] = {}
        self._alive: list[object] = []  # so that no id is used twice

    def accessed(self, task: Task, what: object, kind: str) -> None:
        """Learn what a task has done, or for data: is about to do."""
        self._see()
        if task.kernel.closing or len(self.events) >= LIMIT:
            return
        self._alive.append(what)
        if kind in ("read", "write"):
            self._data(task, what, kind)
        elif kind in ("acquire", "release", "put", "get"):
            frame = _students(sys._getframe(2))
            self._lock(task, what, kind, name_of(what, frame))

    def finish(self) -> None:
        """Look at the last value written."""
        self._see()

    def _see(self) -> None:
        """Look at the value that was written last, now that the write is done."""
        if self._unseen is not None:
            event, access = self._unseen
            event.value = short(peek(*access))
            self._unseen = None

    def _data(self, task: Task, what: object, kind: str) -> None:
        event = self._event(task, kind, _data_name(what), what)
        event.whole = event.key[1] == WHOLE
        if kind == "read":
            event.value = short(peek(*task.access)) if not event.whole else ""
        elif not event.whole:
            self._unseen = event, task.access

    def _lock(self, task: Task, what: object, kind: str, name: str) -> None:
        held = self._held.setdefault(task.number, {})
        if kind == "release":
            name = held.pop(id(what), name)
        if name:  # those without a name in the student's code are the library's own
            self._event(task, kind, name, what)
            if kind == "acquire":
                held[id(what)] = name

    def condition(self, task: Task, condition: Any, kind: str, count: int) -> None:
        """Learn that a task waits for a condition, or notifies those that do."""
        self._see()
        name = name_of(condition, _students(sys._getframe(2)))
        if name:
            self._alive.append(condition)
            self._event(task, kind, name, condition).count = count

    def _event(self, task: Task, kind: str, name: str, what: object) -> Event:
        event = Event(
            task.name,
            task.number,
            task.kernel.now,
            kind,
            name,
            key_of(what),
            place_of(sys._getframe(2)),
            held=tuple(self._held.get(task.number, {}).values()),
        )
        self.events.append(event)
        return event

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Learn of conditions too, which the engine itself need not know."""
        wait, notify = threading.Condition.wait, threading.Condition.notify

        def story_wait(self: Any, timeout: float | None = None) -> bool:
            _note(self, "wait")
            return wait(self, timeout)

        def story_notify(self: Any, n: int = 1) -> None:
            _note(self, "notify")
            notify(self, n)

        threading.Condition.wait = story_wait  # type: ignore[method-assign]
        threading.Condition.notify = story_notify  # type: ignore[method-assign]
        try:
            yield
        finally:
            threading.Condition.wait = wait  # type: ignore[method-assign]
            threading.Condition.notify = notify  # type: ignore[method-assign]


def _data_name(what: Any) -> str:
    """Name shared data; a container by the name that the student's code has for it."""
    owner, part = what
    if part == WHOLE or part.startswith("["):
        name = name_of(owner, _students(sys._getframe(4)))
        if name:
            return name if part == WHOLE else f"{name}{part}"
    return name_of_data(what)


def _note(condition: Any, kind: str) -> None:
    task = current_task()
    if task is not None and isinstance(task.kernel.watcher, Story):
        task.kernel.watcher.condition(task, condition, kind, len(condition._waiters))


def _students(frame: Any) -> Any:
    while frame is not None and is_library(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def short(value: object) -> str:
    """Show a value in at most 30 characters; run nothing of the program."""
    if value is MISSING:
        return "nothing"
    if value is None or value.__class__ in (bool, int, float, str, bytes):
        text = repr(value)
    elif value.__class__ in (list, dict, set, tuple, frozenset):
        text = repr(value) if _is_plain(value) else f"{type(value).__name__} of {len(value)}"
    else:
        text = f"<{type(value).__name__}>"
    return text if len(text) <= 30 else text[:27] + "..."


def _is_plain(value: Any) -> bool:
    if len(value) > 8:
        return False
    items = [*value.keys(), *value.values()] if isinstance(value, dict) else value
    return all(item is None or item.__class__ in (bool, int, float, str, bytes) for item in items)
