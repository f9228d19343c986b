"""Puts a suspended thread into words: at which line of the student's it stands, waiting for what.

Reads frames; runs nothing of the program (no `repr` of its objects, no properties).
"""

from __future__ import annotations

import linecache
import sys
import sysconfig
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from grader.engine.carrier import current_task
from grader.engine.clock import SECOND
from grader.engine.findings import Place, Waiter

if TYPE_CHECKING:
    from grader.engine.task import Task

_LIBRARY = tuple(
    {str(Path(sysconfig.get_paths()[key]).resolve()) for key in ("stdlib", "platstdlib", "purelib")}
    | {sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib")}
    | {str(Path(__file__).resolve().parent.parent)}
)

# (module, function) -> what a thread waits for that stands in it; {} is the object's name
_CALLS = {
    ("threading", "wait"): "{}",
    ("threading", "wait_for"): "the condition {} to become true",
    ("threading", "join"): "the thread {} to end",
    ("threading", "acquire"): "the semaphore {}",
    ("threading", "__enter__"): "the semaphore {}",
    ("threading", "_shutdown"): "all other threads to end",
    ("threading", "start"): "the thread {} to begin",
    ("queue", "get"): "an item in the queue {}",
    ("queue", "put"): "room in the queue {}",
    ("queue", "join"): "all items of the queue {} to be done",
    ("concurrent.futures._base", "result"): "the result of a future",
    ("concurrent.futures._base", "exception"): "the result of a future",
    ("concurrent.futures._base", "result_iterator"): "the next result of map()",
    ("concurrent.futures._base", "wait"): "futures to be done",
    ("concurrent.futures._base", "as_completed"): "the next future to be done",
    ("concurrent.futures.thread", "shutdown"): "the pool's threads to end",
    ("concurrent.futures._base", "__exit__"): "the pool's threads to end",
    ("concurrent.futures.thread", "_worker"): "work for the pool",
    ("asyncio.base_events", "run_forever"): "something to happen in its event loop",
}
_CONDITION = threading.Condition
_TOOLS = {"threading", "queue", "_queue"}
# what a thread waits for that no such call says
_WAITS = {
    "lock": "the lock {}",
    "join": "the thread {} to end",
    "queue": "an item in the queue {}",
}
_KINDS = {"Event": "the event", "Condition": "the condition", "Barrier": "the barrier"}


@lru_cache(maxsize=4096)
def is_library(file: str) -> bool:
    """Whether a file belongs to Python, to an installed package or to the kit, not to a student."""
    return file.startswith(("<frozen", *_LIBRARY))


def students_frame(frame: FrameType | None) -> FrameType | None:
    """Return the innermost frame that is not of library code, from `frame` outwards."""
    while frame is not None and is_library(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def place_of(frame: FrameType | None) -> Place | None:
    """Return the innermost line that is not library code, from `frame` outwards."""
    while frame is not None and is_library(frame.f_code.co_filename):
        frame = frame.f_back
    return None if frame is None else at_frame(frame)


def at_frame(frame: FrameType, line: int = 0) -> Place:
    """Return the line that `frame` stands at, or another of its file."""
    file, line = frame.f_code.co_filename, line or frame.f_lineno
    text = linecache.getline(file, line, frame.f_globals).strip()
    return _place(file, line, text, frame.f_code.co_name)


_place = lru_cache(maxsize=4096)(Place)


def thread_start() -> Place | None:
    """Return the line that is starting a thread now."""
    return place_of(sys._getframe(2))


def frame_of(task: Task) -> FrameType | None:
    """Return the innermost frame of a task, which stands still or is the one that calls."""
    return task.frame or (sys._getframe(1) if current_task() is task else None)


def waiting_for(task: Task, frame: FrameType | None) -> tuple[str, Any]:
    """Say what a blocked task waits for, and give the object: `("the event stop", <Event>)`.

    The call that the student's line made is named, not what that call waits for inside.
    """
    waiting = task.waiting
    if waiting is None:
        return "its turn", None
    if waiting.kind == "sleep":
        return "the end of a sleep", None
    words, target = "", waiting.what
    while frame is not None and is_library(frame.f_code.co_filename):
        call = frame.f_globals.get("__name__"), frame.f_code.co_name
        if call in _CALLS:
            target = frame.f_locals.get("self", target)
            words = _CALLS[call]
            kind = _KINDS.get(type(target).__name__)
            if call[1] in ("__enter__", "acquire") and kind == _KINDS["Condition"]:
                words = "the lock of {}"
            if words == "{}":
                words = f"{kind or 'the condition'} {{}}"
            if call[1] in ("_worker", "_shutdown"):
                break
        frame = frame.f_back
    if not words:
        words = _WAITS.get(waiting.kind, waiting.kind)
    return words.format(name_of(target, frame)).rstrip().replace("  ", " "), target


def name_of(target: Any, frame: FrameType | None) -> str:
    """Return the name by which the student's code at `frame` knows an object: `self.stop`, or ''.

    A thread is called by its own name.
    """
    thread_name = vars(target).get("_name") if hasattr(target, "_bootstrap_inner") else None
    if thread_name:
        return f'"{thread_name}"'
    if frame is None or target is None:
        return ""
    variables = frame.f_locals
    for names in (variables, frame.f_globals):
        for name, value in names.items():
            if is_or_locks(value, target) and not name.startswith("__"):
                return str(name)
    for owner_name, owner in variables.items():
        for name, value in attributes(owner).items():
            if is_or_locks(value, target) and not is_tool(owner, exactly=True):
                return f"{owner_name}.{name}"
            if part := _part_of(value, target):
                return f"{owner_name}.{name}{part}"
        if part := _part_of(owner, target):
            return f"{owner_name}{part}"
    return ""


def is_or_locks(value: Any, target: Any) -> bool:
    """Whether a value is an object that is looked for, or the condition whose lock that is."""
    if value is target:
        return True
    return value.__class__ is _CONDITION and vars(value).get("_lock") is target


def is_tool(thing: Any, *, exactly: bool = False) -> bool:
    """Whether an object is one of Python's own tools for threads: what it is made of is internal.

    A subclass counts too, but not if it must be `exactly` Python's own class.
    """
    for kind in type(thing).__mro__:
        module = kind.__module__
        if module in _TOOLS or module.startswith("concurrent.futures"):
            return True
        if exactly:
            break
    return False


def _part_of(owner: Any, target: Any) -> str:
    """The index under which a list, tuple or dict of at most a hundred holds an object; or ''."""
    if owner.__class__ in (list, tuple) and len(owner) <= 100:
        return next((f"[{index}]" for index, item in enumerate(owner) if item is target), "")
    if owner.__class__ is dict and len(owner) <= 100:
        keys = (key for key, item in owner.items() if item is target)
        return next((f"[{key!r}]" for key in keys if key.__class__ in (str, int)), "")
    return ""


def attributes(owner: Any) -> dict[str, Any]:
    """Return an object's own attributes, without running any code of its class."""
    try:
        found = object.__getattribute__(owner, "__dict__")
    except Exception:
        return {}
    return dict(found) if isinstance(found, dict) else {}


def waiter_of(task: Task) -> Waiter:
    """Describe what a task that stands still is doing."""
    frame = frame_of(task)
    words, target = waiting_for(task, frame)
    waiting = task.waiting
    owner = owner_of(task, frame)
    return Waiter(
        thread=task.name,
        waits_for=words,
        held_by=owner.name if owner is not None else "",
        place=place_of(frame),
        since=(waiting.since if waiting else task.kernel.clock.now) / SECOND,
        until=waiting.until / SECOND if waiting and waiting.until is not None else None,
        daemon=task.is_daemon,
        started_at=task.started_at,
        in_pool=_is_pool_worker(frame),
        queued=_waits_for_own_pool(frame),
        kind=type(waiting.what if target is None and waiting else target).__name__,
        progress=_progress(target),
        target=0 if target is None else id(target),
        sees=tuple(_seen(frame)),
        timeout=_timeout(frame),
    )


def _seen(frame: FrameType | None) -> Iterator[tuple[Place, str, int]]:
    """The tools for threads that the lines know at which a thread stands, innermost first."""
    while frame is not None:
        if not is_library(frame.f_code.co_filename):
            place = at_frame(frame)
            yield from ((place, name, id(tool)) for name, tool in _tools(frame))
        frame = frame.f_back


def _tools(frame: FrameType) -> Iterator[tuple[str, Any]]:
    variables = {**frame.f_globals, **frame.f_locals}
    yield from ((name, value) for name, value in variables.items() if is_tool(value))
    for owner_name, owner in frame.f_locals.items():
        if not is_tool(owner, exactly=True) and owner.__class__.__module__ != "builtins":
            for name, value in attributes(owner).items():
                if is_tool(value):
                    yield f"{owner_name}.{name}", value


def _timeout(frame: FrameType | None) -> float | None:
    """The number that a parameter `timeout` of the innermost function of a student's has."""
    frame = students_frame(frame)
    if frame is None:
        return None
    code = frame.f_code
    value = frame.f_locals.get("timeout")
    is_parameter = "timeout" in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return value if is_parameter and value.__class__ in (int, float) else None


def _is_pool_worker(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "_worker" and "work_queue" in frame.f_locals:
            return True
        frame = frame.f_back
    return False


def _waits_for_own_pool(frame: FrameType | None) -> bool:
    """Whether a worker of a pool waits for futures that still lie in the queue of its own pool."""
    futures: list[Any] = []
    while frame is not None:
        variables = frame.f_locals
        if frame.f_globals.get("__name__") == "concurrent.futures._base":
            futures += [variables.get("self"), *(variables.get("fs") or ())]
        if frame.f_code.co_name == "_worker" and "work_queue" in variables:
            lying = getattr(variables["work_queue"], "items", None) or ()
            ours = {id(getattr(item, "future", None)) for item in lying}
            return any(id(future) in ours for future in futures)
        frame = frame.f_back
    return False


def _progress(target: Any) -> tuple[int, int]:
    """How many have come to a barrier, and of how many; a queue's items: not done, still in it."""
    known = attributes(target)
    if "_parties" in known and "_count" in known:
        return known["_count"], known["_parties"]
    if "unfinished_tasks" in known and "queue" in known:
        return known["unfinished_tasks"], len(known["queue"])
    return 0, 0


def owner_of(task: Task, frame: FrameType | None) -> Task | None:
    """Return the task that must do something for `task` to go on: a lock's holder, a joined thread.

    Nobody owns a condition or an event; the lock on which `Condition.wait` sleeps is its own
    affair.
    """
    waiting = task.waiting
    if waiting is None or waiting.kind not in ("lock", "join"):
        return None
    while frame is not None and frame.f_globals.get("__name__", "").startswith("grader.engine"):
        frame = frame.f_back
    if frame is None or (frame.f_globals.get("__name__"), frame.f_code.co_name) == (
        "threading",
        "wait",
    ):
        return None
    owner: Task | None = getattr(waiting.what, "owner", None)
    return owner if owner is not None and owner.kernel is task.kernel else None


def circle_of(tasks: list[Task]) -> tuple[str, ...]:
    """Return the names along a circle of waiting tasks, first again at the end; empty if none."""
    for task in tasks:
        path = [task]
        while (owner := owner_of(path[-1], frame_of(path[-1]))) is not None and owner not in path:
            path.append(owner)
        if owner is task:
            return (*(each.name for each in path), task.name)
    return ()
