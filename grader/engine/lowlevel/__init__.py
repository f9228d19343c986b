"""The seam: what lies beneath the standard library's Python code, replaced while worlds exist.

Replaced are C functions and types: locks, thread start and join, idents, clocks, `sleep`,
`SimpleQueue`, `threading.local`, the signal functions, `input`. `Event`, `Condition`, `Queue`,
`Thread` and `ThreadPoolExecutor` stay the standard library's own code.

Replacing is **by identity, everywhere**: the same C function is also held under other names by
modules that were imported long ago (`from time import monotonic as _time`), so every module in
`sys.modules` is looked through once for the originals, and for locks that it made at its top. Each
stand-in asks first whether it is a task that calls, and otherwise does what the original does:
threads that the engine does not manage never notice. When the last world has ended, all is put
back, also in modules that were imported meanwhile.
"""

from __future__ import annotations

import _thread
import atexit
import builtins
import gc
import os
import random
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any

from grader.engine.carrier import Carrier, current_task, dismiss
from grader.engine.describe import is_library
from grader.engine.lowlevel import (
    clocks,
    console,
    files,
    locks,
    loops,
    order,
    queues,
    signals,
    sockets,
    tables,
    threads,
)

CPUS = 4
"""Processors that a program sees in a world, so that a default pool has one size everywhere."""

_MISSING = object()
Site = tuple[dict[str, Any], str, Any, Any]


class Seam:
    """All stand-ins of this process, and where they go."""

    def __init__(self) -> None:
        self.threads = threads.Threads()
        self.signals = signals.Signals()
        self._loops = loops.Loops()
        pairs = [
            (_thread.allocate_lock, locks.allocate),
            (_thread.LockType, locks.lock),
            (_thread.RLock, locks.RLock),
            (queues._real_simple_queue, queues.SimpleQueue),
            *threads.stand_ins(self.threads),
            *clocks.stand_ins(clocks.Clocks()),
            *signals.stand_ins(self.signals),
            *files.stand_ins(files.Files()),
            *sockets.stand_ins(sockets.Pipes()),
            *self._loops.stand_ins(),
            *_surroundings(),
        ]
        for real, new in pairs:
            if hasattr(new, "__func__"):
                new.__func__.__module__ = getattr(real, "__module__", None)
        self._new = {id(real): (real, new) for real, new in pairs}
        self._old = {id(new): (new, real) for real, new in pairs}
        self._gates = [
            *tables.gates(),
            *files.gates(),
            *sockets.gates(),
            *order.gates(),
            tables.Place(threading.Event, "is_set", threads.is_set),
            tables.Place(ThreadPoolExecutor, "submit", queues.submit),
            tables.Place(subprocess, "time", clocks.RealTime()),
        ]
        self._known: dict[str, ModuleType] = {}
        self._locks: dict[int, locks.lock | locks.RLock] = {}
        """What stands in for the locks that modules of the program's own made at their top."""
        self._sites: list[Site] = []
        self._applied: list[Site] = []
        self._undo: list[Any] = []
        self._depth = 0
        self.carriers: list[Carrier] = []
        """Those that wait for a task, while worlds exist."""

    def enter(self) -> None:
        """Put the stand-ins in place, unless an outer world has."""
        self._depth += 1
        if self._depth > 1:
            return
        self._look_for(self._new, self._sites)
        self._applied = [site for site in self._sites if site[0].get(site[1]) is site[2]]
        for namespace, name, _, new in self._applied:
            namespace[name] = new
        for place in self._gates:
            real = vars(place.module).get(place.name, _MISSING)
            self._undo.append((place.module, place.name, real))
            setattr(place.module, place.name, place.value)
        self._undo += [(handler, "lock", real) for handler, real in tables.quiet_handlers()]
        self._undo += _sched_defaults(self._new)
        self._undo += self._loops.replace()
        sys.meta_path.insert(0, queues.FreshQueues)
        clocks.freeze()
        self._random = random.getstate()
        self._collects = gc.isenabled()
        # a collection would run finalisers, which may lock, wherever it falls
        gc.disable()

    def leave(self) -> None:
        """Put everything back, once the outermost world has ended."""
        self._depth -= 1
        if self._depth:
            return
        dismiss(self.carriers)
        clocks.thaw()
        sys.meta_path.remove(queues.FreshQueues)
        for namespace, name, real, _ in self._applied:
            namespace[name] = real
        for owner, name, value in reversed(self._undo):
            if value is _MISSING:
                delattr(owner, name)
            else:
                setattr(owner, name, value)
        self._undo.clear()
        captured: list[Site] = []
        self._look_for(self._old, captured)
        for namespace, name, _, real in captured:
            namespace[name] = real
            self._sites.append((namespace, name, real, namespace[name]))
        random.setstate(self._random)
        if self._collects:
            gc.enable()

    def free_locks(self) -> None:
        """Let each of the locks that modules made outside of worlds be free in the next world."""
        for stand_in in self._locks.values():
            stand_in.owner = stand_in.waiters = None

    def _look_for(self, table: dict[int, tuple[Any, Any]], sites: list[Site]) -> None:
        """Find the table's objects in the modules that came since the last look."""
        known = self._known
        for module_name, module in list(sys.modules.items()):
            if known.get(module_name) is module:
                continue
            namespace = getattr(module, "__dict__", None)
            if namespace.__class__ is not dict or module_name.startswith(_OURS):
                continue
            known[module_name] = module
            own = not is_library(getattr(module, "__file__", None) or "<frozen")
            for name, value in list(namespace.items()):
                found = table.get(id(value))
                if found is not None and found[0] is value:
                    sites.append((namespace, name, *found))
                elif own and table is self._new and locks.is_real(value):
                    stand_in = self._locks.setdefault(id(value), locks.around(value))
                    sites.append((namespace, name, value, stand_in))


_OURS = ("grader.engine", "freezegun", "greenlet", "__main__.", "subprocess")
"""Modules in which nothing is replaced; other processes live in real time."""


def _surroundings() -> list[tuple[Any, Any]]:
    """Stand-ins for what else a program would see of the machine."""
    machine = Surroundings()
    pairs: list[tuple[Any, Any]] = [
        (os.cpu_count, machine.cpu_count),
        (builtins.input, machine.input),
        (atexit.register, machine.register),
        (atexit.unregister, machine.unregister),
    ]
    if hasattr(os, "process_cpu_count"):
        pairs.append((os.process_cpu_count, machine.process_cpu_count))
    return pairs


class Surroundings:
    """The machine and the interpreter, as a task sees them."""

    def __init__(self) -> None:
        self.real_cpu_count = os.cpu_count
        self.real_process_cpu_count: Any = getattr(os, "process_cpu_count", None)
        self.real_input = builtins.input
        self.real_register, self.real_unregister = atexit.register, atexit.unregister

    def cpu_count(self) -> int | None:
        """As `os.cpu_count`: CPUS for a task."""
        return CPUS if current_task() else self.real_cpu_count()

    def process_cpu_count(self) -> int | None:
        """As `os.process_cpu_count`: CPUS for a task."""
        return CPUS if current_task() else self.real_process_cpu_count()

    def input(self, prompt: object = "", /) -> str:
        """As `input`, from the world's keyboard."""
        task = current_task()
        if task is None:
            return self.real_input(prompt)
        if console.is_debugger():
            with console.real_console():
                return self.real_input(prompt)
        return str(task.kernel.keyboard.read(prompt))

    def register(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """As `atexit.register`, for the end of the world's program."""
        task = current_task()
        if task is None:
            return self.real_register(function, *args, **kwargs)
        task.kernel.at_exit.append((function, args, kwargs))
        return function

    def unregister(self, function: Any, /) -> None:
        """As `atexit.unregister`."""
        task = current_task()
        if task is None:
            self.real_unregister(function)
            return
        task.kernel.at_exit[:] = [call for call in task.kernel.at_exit if call[0] != function]


def _sched_defaults(table: dict[int, tuple[Any, Any]]) -> list[Any]:
    """`sched.scheduler` keeps the clock and `sleep` as default arguments of its `__init__`."""
    sched: Any = sys.modules.get("sched")
    if sched is None:
        return []
    init = sched.scheduler.__init__
    real = init.__defaults__
    init.__defaults__ = tuple(table.get(id(value), (0, value))[1] for value in real)
    return [(init, "__defaults__", real)]
