"""What `threading` and `concurrent.futures` keep at module level, one set for each world.

A gate stands in for each table: tasks see their world's, threads that the engine does not manage
see the real one.
"""

from __future__ import annotations

import concurrent.futures.thread as pools
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count
from types import FunctionType
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from greenlet import getcurrent

from grader.engine.carrier import Carrier, current_task
from grader.engine.kernel import Kernel
from grader.engine.lowlevel.locks import RLock, new_lock
from grader.engine.lowlevel.threads import Local, ThreadHandle
from grader.engine.task import Task

_threading: Any = threading


class Gate:
    """A dict or set of `threading`, seen through the calling thread's own."""

    def __init__(self, name: str, real: Any) -> None:
        self.name, self.real = name, real

    def seen(self) -> Any:
        """Return the calling thread's own."""
        carrier: Any = getcurrent()
        if carrier.__class__ is Carrier:
            return carrier.task.kernel.tables[self.name]
        return self.real

    def __getattr__(self, name: str) -> Any:
        return getattr(self.seen(), name)

    # the three that every thread uses, without a call of `seen`

    def __getitem__(self, key: Any) -> Any:
        carrier: Any = getcurrent()
        if carrier.__class__ is Carrier:
            return carrier.task.kernel.tables[self.name][key]
        return self.real[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        carrier: Any = getcurrent()
        if carrier.__class__ is Carrier:
            carrier.task.kernel.tables[self.name][key] = value
        else:
            self.real[key] = value

    def __delitem__(self, key: Any) -> None:
        carrier: Any = getcurrent()
        if carrier.__class__ is Carrier:
            del carrier.task.kernel.tables[self.name][key]
        else:
            del self.real[key]

    def __contains__(self, key: Any) -> bool:
        return key in self.seen()

    def __len__(self) -> int:
        return len(self.seen())

    def __iter__(self) -> Iterator[Any]:
        return iter(self.seen())

    def __repr__(self) -> str:
        return repr(self.seen())


class OrderedSet(dict[Any, None]):
    """A set that keeps the order in which things were added."""

    def add(self, item: Any) -> None:
        """As `set.add`."""
        self[item] = None

    def discard(self, item: Any) -> None:
        """As `set.discard`."""
        self.pop(item, None)

    def difference_update(self, items: Any) -> None:
        """As `set.difference_update`."""
        for item in items:
            self.pop(item, None)


class QuietLock:
    """Stands in for a library's own lock around a few lines in which no task can be switched.

    For tasks it is free; other threads exclude each other by the real one. An RLock needs no
    stand-in: all tasks are one OS thread to it.
    """

    def __init__(self, real: Any) -> None:
        self.real = real

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As a lock's."""
        return True if current_task() else bool(self.real.acquire(blocking, timeout))

    def release(self) -> None:
        """As a lock's."""
        if not current_task():
            self.real.release()

    __enter__ = acquire

    def __exit__(self, *_: object) -> None:
        self.release()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


class Counter:
    """Stands in for a counter that names threads, which starts anew in every world."""

    def __init__(self, name: str, real: Callable[[], int]) -> None:
        self.name, self.real = name, real

    def __call__(self) -> int:
        """Return the next number of the calling thread's world."""
        task = current_task()
        return self.real() if task is None else next(task.kernel.tables[self.name])


class Place(NamedTuple):
    """A module's variable, with what stands there while worlds exist."""

    module: Any
    name: str
    value: Any


def gates() -> list[Place]:
    """Make the gates, once a process."""
    active = Gate("_active", _threading._active)
    places = [
        Place(threading, "_active", active),
        Place(threading, "_limbo", Gate("_limbo", _threading._limbo)),
        Place(threading, "_counter", Counter("_counter", _threading._counter)),
        Place(
            pools.ThreadPoolExecutor,
            "_counter",
            Counter("pools", pools.ThreadPoolExecutor._counter),  # type: ignore[attr-defined]
        ),
        Place(pools, "_global_shutdown_lock", QuietLock(pools._global_shutdown_lock)),
    ]
    if hasattr(threading, "_shutdown_locks"):  # 3.12 and older
        real = _threading._maintain_shutdown_locks
        places += [
            Place(
                threading, "_shutdown_locks", Gate("_shutdown_locks", _threading._shutdown_locks)
            ),
            Place(threading, "_shutdown_locks_lock", QuietLock(_threading._shutdown_locks_lock)),
            # its work grows with the number of threads; a task takes its lock away when it ends
            Place(
                threading,
                "_maintain_shutdown_locks",
                lambda: None if current_task() else real(),
            ),
        ]
    if hasattr(threading, "_thread_local_info"):  # 3.13 and newer
        places.append(Place(threading, "_thread_local_info", Local()))
        owner = _threading._DeleteDummyThreadOnDel
        real = owner.__del__
        if real.__defaults__:  # 3.14 and newer keep the table there
            limbo_lock, _ = real.__defaults__
            new = FunctionType(real.__code__, real.__globals__, real.__name__, (limbo_lock, active))
            places.append(Place(owner, "__del__", new))
    return places


_OF_A_WORLD = [
    *(
        (vars(threading), name)
        for name in (
            "_SHUTTING_DOWN",
            "_threading_atexits",
            "_trace_hook",
            "_profile_hook",
            "excepthook",
        )
    ),
    (vars(pools), "_threads_queues"),
    (vars(pools), "_shutdown"),
]
"""The variables that each world has for itself, by the modules' namespaces."""


class WorldState:
    """The variables that a world has for itself while it lasts, and what they were before."""

    def __init__(self, kernel: Kernel) -> None:
        main: Any = threading.main_thread()
        self.main = main
        self.saved = [(namespace, name, namespace[name]) for namespace, name in _OF_A_WORLD]
        self.main_dict = dict(main.__dict__)
        kernel.tables = {
            "_active": {main._ident: main},
            "_limbo": {},
            "_shutdown_locks": OrderedSet(),
            "_counter": count(1),
            "pools": count(),
        }
        # written in place: a world is made thousands of times a second
        _threading._SHUTTING_DOWN = False
        _threading._threading_atexits = list(_threading._threading_atexits)
        _threading.excepthook = _threading.__excepthook__  # not pytest's, say
        _threading._trace_hook = _threading._profile_hook = None
        pools._threads_queues = WeakKeyDictionary()
        pools._shutdown = False

    def adopt_main(self, task: Task) -> None:
        """Make the main thread's object speak of the main task. Called in it."""
        main = self.main
        task.thread = main
        if "_handle" in main.__dict__:
            handle = ThreadHandle()
            handle.starting()
            handle.runs(task)
            handle.number = main._ident
            main._handle = handle
        elif "_os_thread_handle" in main.__dict__:  # 3.14
            handle = ThreadHandle()
            handle.starting()
            handle.runs(task)
            handle.number = main._ident
            main._os_thread_handle = handle
        else:
            main._is_stopped = False
            main._tstate_lock = sentinel = new_lock()
            sentinel.owner, sentinel.quiet = task, True

    def restore(self) -> None:
        """Put everything back as it was."""
        for namespace, name, value in self.saved:
            namespace[name] = value
        self.main.__dict__.clear()
        self.main.__dict__.update(self.main_dict)


def quiet_handlers() -> list[tuple[Any, Any]]:
    """Give every `logging` handler a lock that tasks respect; return what to put back."""
    logging: Any = sys.modules.get("logging")
    if logging is None:
        return []
    changed = []
    for reference in list(logging._handlerList):
        handler = reference()
        real = getattr(handler, "lock", None)
        if real is None or isinstance(real, RLock):
            continue
        stand_in = object.__new__(RLock)
        stand_in.__init__()  # type: ignore[misc]
        stand_in.real = real
        handler.lock = stand_in
        changed.append((handler, real))
    return changed
