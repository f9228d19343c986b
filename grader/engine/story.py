"""Writes down one execution in detail: who read and wrote which value, who held which lock.

For an execution that is shown to somebody; an exploration's own executions go without.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.engine.carrier import current_task
from grader.engine.describe import (
    is_library,
    is_tool,
    name_of,
    place_of,
    students_frame,
)
from grader.engine.findings import Place
from grader.engine.instrument.plans import MISSING, peek
from grader.engine.naming import give_names, name_in_main, tell_apart
from grader.engine.races import name_of_data
from grader.engine.schedulers import WHOLE, key_of
from grader.engine.task import Task

if TYPE_CHECKING:
    pass

LIMIT = 20_000
"""Events that a story keeps; one that has as many may lack some, and is no proof of what is not."""
DATA_LIMIT = 5_000
"""How many of them may be reads and writes."""
USUAL = 20
"""Waits of one line for an event that are written down; it is waited for again and again."""


@dataclass(slots=True)
class Tool:
    """What else is known of an event, a condition, a semaphore or a queue."""

    kind: str
    """What it is called in a sentence: "event"."""
    made: Place | None = None
    """The line of the student's or of the suite that made it; None if Python did."""
    asked: bool = False
    """Whether anybody has called its is_set()."""


@dataclass(slots=True, eq=False)
class Event:
    """One thing that a thread did to something shared; no other one is the same."""

    thread: str
    number: int
    """The task's number; 0 is the main thread."""
    time: float
    kind: str
    """read, write; acquire, release; make, wait, woken, notify, set, clear,
    ask; put, get."""
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
    woken: int = 0
    """For notify: how many of them it woke."""
    locks: tuple[int, ...] = ()
    """The identities of the locks that the thread held."""
    elsewhere: str = ""
    """What the main thread's code calls the object that it belongs to."""
    of_semaphore: bool = False
    """Whether it is a semaphore that was acquired or released."""
    whole: bool = field(default=False)
    """Whether a container was used as a whole: its length, its order, a method such as append."""
    called: str = ""
    """What the line calls it, whatever tells it apart from others; '' if it has no name there."""
    tool: Tool | None = None
    """More about the event, condition, semaphore or queue that was used, if it was one."""


class Story:
    """A watcher for one execution: `events`, in order."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._unseen: tuple[Event, tuple[str, object, object]] | None = None
        self._held: dict[int, dict[int, str]] = {}
        self._tools: dict[int, Tool] = {}
        self._elsewhere: dict[tuple[int, str], str] = {}
        self._data_events = 0
        self._waits: Counter[object] = Counter()
        self._alive: list[object] = []  # so that no id is used twice

    def accessed(self, task: Task, what: object, kind: str) -> None:
        """Learn what a task has done, or for data: is about to do."""
        self._see()
        if task.kernel.closing or len(self.events) >= LIMIT:
            return
        self._alive.append(what)
        if kind in ("read", "write"):
            self._data_events += 1
            if self._data_events <= DATA_LIMIT:
                self._data(task, what, kind)
        elif kind in ("acquire", "release", "put", "get"):
            self._lock(task, what, kind)

    def finish(self) -> list[Event]:
        """Look at the last value written, and tell apart what goes by the same name."""
        self._see()
        give_names(self.events)
        tell_apart(self.events)
        return self.events

    def _see(self) -> None:
        """Look at the value that was written last, now that the write is done."""
        if self._unseen is not None:
            event, access = self._unseen
            event.value = short(peek(*access))
            self._unseen = None

    def _data(self, task: Task, what: Any, kind: str) -> None:
        if what[1] == WHOLE and hasattr(type(what[0]), "__next__"):
            return  # an iterator's position is nothing that a student wrote
        event = self._event(task, kind, _data_name(what), what)
        event.whole = event.key[1] == WHOLE
        if kind == "read":
            event.value = short(peek(*task.access)) if not event.whole else ""
        elif not event.whole:
            self._unseen = event, task.access

    def _lock(self, task: Task, what: Any, kind: str) -> None:
        frame, tool = sys._getframe(2), None
        while frame is not None and is_library(frame.f_code.co_filename):
            mine = frame.f_locals.get("self")
            tool = mine if mine is not None and is_tool(mine) else tool
            frame = frame.f_back  # type: ignore[assignment]
        if tool is not None and what not in (tool, getattr(tool, "_lock", None)):
            return  # it is inside of an event, a queue, a barrier: not the student's
        held = self._held.setdefault(task.number, {})
        name = name_of(what, frame) or name_of(tool, frame)
        if kind == "release":
            name = held.pop(id(what), name)
        if frame is not None:
            if name:
                self._event(task, kind, name, what if tool is None else tool)
            if kind == "acquire":
                held[id(what)] = name

    def used(
        self, task: Task, tool: Any, kind: str, caller: Any, count: int = 0, woken: int = 0
    ) -> None:
        """Learn that a task uses a tool for threads, such as an event, in a way that tells."""
        self._see()
        known = self._tools.get(id(tool))
        if known is None:
            made = place_of(caller) if kind == "make" else None
            known = self._tools[id(tool)] = Tool(_kind(tool), made)
            self._alive.append(tool)
        elif kind == "make":
            return  # a queue makes three conditions
        if kind == "look" and known.asked:
            return  # a loop may do nothing else
        if kind == "wait" and known.kind == "event" and self._is_usual(task, tool, caller):
            return
        if known.made is None and _is_inside_of_another(tool, caller):
            return  # the library's own
        name = name_of(tool, students_frame(caller))
        if known.made is None and not name:
            return
        if kind == "look":
            known.asked = True
        elif len(self.events) < LIMIT:
            event = self._event(task, kind, name, tool)
            event.count, event.woken = count, woken
            event.of_semaphore = isinstance(tool, threading.Semaphore)
            event.tool = known

    def _is_usual(self, task: Task, tool: Any, caller: Any) -> bool:
        """Whether a line of a thread has waited for an event so often that once more says nothing.

        A program that never ends does so again and again.
        """
        line = task.number, id(tool), caller and (caller.f_code, caller.f_lineno)
        self._waits[line] += 1
        return self._waits[line] > USUAL

    def _event(self, task: Task, kind: str, name: str, what: Any) -> Event:
        held, key = self._held.get(task.number, {}), key_of(what)
        known = self._elsewhere.get(key)
        if not known or (known == name and what.__class__ is not tuple):
            self._elsewhere[key] = name_in_main(task, what, name)
        event = Event(
            task.name,
            task.number,
            task.kernel.now,
            kind,
            name,
            key,
            place_of(sys._getframe(2)),
            held=tuple(filter(None, held.values())),
            locks=tuple(held),
            elsewhere=self._elsewhere[key],
            called=name,
        )
        self.events.append(event)
        return event

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Learn of conditions, semaphores and events too, which the engine itself need not know."""
        old = [
            (owner, name, vars(owner)[name]) for owner, name, _ in _WRAPPED if name in vars(owner)
        ]
        for owner, name, wrap in _WRAPPED:
            if name in vars(owner):
                method = vars(owner)[name]
                listener = wrap(method)
                # Who calls it with the wrong arguments reads its name in the TypeError.
                listener.__qualname__ = method.__qualname__
                setattr(owner, name, listener)
        try:
            yield
        finally:
            for owner, name, function in old:
                setattr(owner, name, function)


def _before(kind: str) -> Callable[[Any], Any]:
    """Wrap a method so that the story learns of a call as it begins."""

    def wrap(method: Any) -> Any:
        def story_call(self: Any, *args: Any, **kwargs: Any) -> Any:
            _note(self, kind)
            return method(self, *args, **kwargs)

        return story_call

    return wrap


def _after(kind: str) -> Callable[[Any], Any]:
    """Wrap a method so that the story learns of a call that succeeded."""

    def wrap(method: Any) -> Any:
        def story_call(self: Any, *args: Any, **kwargs: Any) -> Any:
            result = method(self, *args, **kwargs)
            if result is not False or kind == "ask":
                _note(self, kind)
            return result

        return story_call

    return wrap


def _waited(method: Any) -> Any:
    """Wrap the wait of a condition: the story learns of its beginning, and that it was woken."""

    def story_wait(self: Any, timeout: float | None = None) -> Any:
        _note(self, "wait")
        result = method(self, timeout)
        if result:
            _note(self, "woken")
        return result

    return story_wait


def _made(method: Any) -> Any:
    """Wrap the making of a condition: the tool that a student's line makes, itself or with it."""

    def story_made(self: Any, *args: Any, **kwargs: Any) -> None:
        method(self, *args, **kwargs)
        maker: Any = sys._getframe(1)
        tool = self
        while maker is not None and is_library(maker.f_code.co_filename):
            tool = maker.f_locals.get("self", tool)
            maker = maker.f_back
        if maker is not None and _kind(tool):
            _note(tool, "make")

    return story_made


def _notify(method: Any) -> Any:
    def story_notify(self: Any, n: int = 1) -> None:
        waiting = len(self._waiters)
        _note(self, "notify", waiting, min(n, waiting))
        method(self, n)

    return story_notify


_KINDS = {
    threading.Event: "event",
    threading.Condition: "condition",
    threading.Semaphore: "semaphore",
    threading.Barrier: "barrier",
    queue.Queue: "queue",
}
_QUEUES = queue.Queue, queue.LifoQueue, queue.PriorityQueue
_WRAPPED: tuple[tuple[type, str, Callable[[Any], Any]], ...] = (
    (threading.Condition, "__init__", _made),  # the others make one inside
    (threading.Condition, "wait", _waited),
    (threading.Condition, "notify", _notify),
    (threading.Event, "wait", _before("wait")),
    (threading.Event, "is_set", _before("look")),
    (threading.Event, "set", _before("set")),
    (threading.Event, "clear", _before("clear")),
    (threading.Barrier, "wait", _before("wait")),
    (threading.Semaphore, "acquire", _after("acquire")),
    (threading.Semaphore, "__enter__", _after("acquire")),
    (threading.Semaphore, "release", _before("release")),
    (threading.BoundedSemaphore, "release", _before("release")),
    (queue.Queue, "empty", _after("ask")),
    *((kind, "_put", _before("put")) for kind in _QUEUES),
    *((kind, "_get", _before("get")) for kind in _QUEUES),
)


def _note(tool: Any, kind: str, count: int = 0, woken: int = 0) -> None:
    task = current_task()
    if task is None or not isinstance(task.kernel.watcher, Story) or task.kernel.closing:
        return
    caller: Any = sys._getframe(2)
    while caller is not None and caller.f_locals.get("self") is tool:
        caller = caller.f_back
    task.kernel.watcher.used(task, tool, kind, caller, count, woken)


def _is_inside_of_another(tool: Any, caller: Any) -> bool:
    """Whether one tool uses another: that is not the student's doing."""
    while caller is not None and is_library(caller.f_code.co_filename):
        mine = caller.f_locals.get("self")
        if mine is not None and mine is not tool and is_tool(mine):
            return True
        caller = caller.f_back
    return False


def _kind(tool: Any) -> str:
    return next((word for kind, word in _KINDS.items() if isinstance(tool, kind)), "")


def _data_name(what: Any) -> str:
    """Name shared data; a container by the name that the student's code has for it."""
    owner, part = what
    frame = students_frame(sys._getframe(4))
    if part == WHOLE:
        return name_of(owner, frame) or f"a {type(owner).__name__}"
    return name_of_data(what, frame)


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
