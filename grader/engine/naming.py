"""What things are called in a story, where their own line has no name for them, or two have one.

The main thread's code often has a better name: `ann.lock` for what a function calls `src.lock`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import CellType, FrameType
from typing import TYPE_CHECKING, Any

from grader.engine.describe import attributes, is_library, is_tool, students_frame
from grader.engine.findings import Deadlock, Waiter
from grader.engine.schedulers import WHOLE
from grader.engine.task import Task
from grader.engine.trace import Step

if TYPE_CHECKING:
    from grader.engine.story import Event
    from grader.engine.world import Execution


def name_in_main(task: Task, what: Any, name: str) -> str:
    """What the main thread's code calls an object, or the owner of an attribute; or ''.

    Another word than `name`, if it has one.
    """
    owner, part = what if what.__class__ is tuple else (what, "")
    if part == WHOLE or isinstance(owner, CellType):
        part = ""
    main = task.kernel.main
    frame = students_frame(None if main is None else (main.frame or sys._getframe(1)))
    found = ""
    while frame is not None and not is_library(frame.f_code.co_filename):
        for word in _words_for(owner, frame):
            found = f"{word}{'.' if part and part[0] != '[' else ''}{part}"
            if found != name:
                return found
        frame = frame.f_back
    return found


def _words_for(owner: Any, frame: FrameType) -> Iterator[str]:
    """What the variables of a frame call an object, or what is inside of them."""
    for name, value in frame.f_locals.items():
        if name == "self" or name.startswith("_"):
            continue
        if value is owner:
            yield name
        yield from (f"{name}{inner}" for inner, each in _inside(value) if each is owner)


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    """What is one or two steps inside of a variable's value, with the words for the steps."""
    for step, each in _parts(value):
        yield step, each
        for further, inner in _parts(each):
            yield step + further, inner


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    if is_tool(value, exactly=True):
        return
    if value.__class__ in (list, tuple) and len(value) <= 20:
        yield from ((f"[{index}]", each) for index, each in enumerate(value))
    elif value.__class__ is dict and len(value) <= 20:
        yield from ((f"[{key!r}]", each) for key, each in value.items() if key.__class__ is str)
    elif value.__class__.__module__ not in ("builtins", "types"):
        for name, each in attributes(value).items():
            if not name.startswith("__"):  # a module has many of these
                yield f".{name}", each


def give_names(events: list[Event]) -> None:
    """Give what was used without a variable for it the name that it has elsewhere, or its kind."""
    names: dict[tuple[int, str], str] = {}
    for event in events:
        if name := event.name or event.elsewhere:
            names.setdefault(event.key, name)
    for event in events:
        if not event.name:
            kind = event.tool.kind if event.tool is not None else "tool"
            event.name = names.get(event.key) or f"{'an' if kind == 'event' else 'a'} {kind}"


def tell_apart(events: list[Event]) -> None:
    """Give things of the same name the name that the main thread's code has for each, or a number.

    A thing that the threads call differently goes by one name too.
    """
    names: dict[tuple[int, str], dict[str, None]] = {}
    keys: dict[str, dict[tuple[int, str], None]] = {}
    known: dict[tuple[int, str], str] = {}
    for event in events:
        names.setdefault(event.key, {})[event.name] = None
        keys.setdefault(event.name, {})[event.key] = None
        if event.elsewhere:
            known.setdefault(event.key, event.elsewhere)
    unclear = {key for each in keys.values() if len(each) > 1 for key in each}
    better = {key: known[key] for key in unclear if key in known}
    numbers: dict[str, int] = {}
    for key in names:
        if key in unclear and key not in better:
            first = next(iter(names[key]))
            numbers[first] = numbers.get(first, 0) + 1
            better[key] = f"{first} ({numbers[first]})"
    of_locks = {e.key[0]: better[e.key] for e in events if e.kind == "acquire" and e.key in better}
    for event in events:
        event.name = better.get(event.key, event.name)
        if event.locks and len(event.locks) == len(event.held):
            pairs = zip(event.locks, event.held, strict=True)
            event.held = tuple(of_locks.get(lock, name) for lock, name in pairs)


def tell_waiters_apart(execution: Execution[Any], events: Sequence[Event]) -> None:
    """Let what is waited for in a deadlock go by a name that tells it apart, in the trace too.

    Locks go by the names that the story has for them; other tools only where two go by one name.
    """
    names = {e.key[0]: e.name for e in events if e.kind == "acquire" or e.tool is not None}
    execution.findings = tuple(
        _told_apart(each, names, execution.trace.steps) if isinstance(each, Deadlock) else each
        for each in execution.findings
    )


def _told_apart(deadlock: Deadlock, names: dict[int, str], steps: list[Step]) -> Deadlock:
    targets: dict[str, set[int]] = {}
    for waiter in deadlock.waiters:
        targets.setdefault(waiter.waits_for, set()).add(waiter.target)

    def named(waiter: Waiter) -> Waiter:
        found = _WAIT.fullmatch(waiter.waits_for)
        name = names.get(waiter.target, "")
        is_unclear = len(targets[waiter.waits_for]) > 1 and " (" not in name
        if not found or not name or not (found["kind"].startswith("the lock") or is_unclear):
            return waiter
        words = f"{found['kind']} {name}{found['end'] or ''}"
        begun = "wait", waiter.thread, waiter.waits_for, waiter.place, waiter.since
        for index, step in enumerate(steps):
            if (step.kind, step.thread, step.detail, step.place, step.time) == begun:
                steps[index] = replace(step, detail=words)
        return replace(waiter, waits_for=words)

    return replace(deadlock, waiters=tuple(map(named, deadlock.waiters)))


_WAIT = re.compile(
    r"(?P<kind>the lock of(?= )|the lock|the event|the condition|the semaphore|the barrier"
    r"|an item in the queue|room in the queue|all items of the queue)"
    r"(?: \S.*?)??(?P<end> to become true| to be done)?"
)
"""What `describe` says that a thread waits for: the kind of thing, its name, and what follows."""
