"""An order of threads and futures that does not depend on where they lie in memory.

A pool keeps its threads in a set, `wait` and `as_completed` their futures, and an object's hash is
by default its address: which thread is joined first would differ from run to run. So those that
are made in a world are numbered, by the lock that each of them has.
"""

from __future__ import annotations

import builtins
import concurrent.futures._base as futures
import threading
from typing import Any

from grader.engine.carrier import current_task
from grader.engine.lowlevel.locks import RLock, lock
from grader.engine.lowlevel.tables import Place


def number_of(made: Any) -> int:
    """Return the number of a lock that was made in a world, 0 for any other."""
    if made.__class__ is not lock and made.__class__ is not RLock:
        return 0
    if made.number == 0:
        task = current_task()
        if task is not None:
            made.number = next(task.kernel.serial)
    return int(made.number)


def hash_of_thread(self: Any) -> int:
    """Stand in for `Thread.__hash__`."""
    try:
        lock = self._started._cond._lock
    except AttributeError:  # its own __init__ has not come so far
        return object.__hash__(self)
    return number_of(lock) or object.__hash__(self)


def hash_of_future(self: futures.Future[Any]) -> int:
    """Stand in for `Future.__hash__`."""
    condition: Any = self.__dict__.get("_condition")
    return (condition is not None and number_of(condition._lock)) or object.__hash__(self)


def id_of_future(thing: object) -> int:
    """Stand in for `id` where `concurrent.futures` sorts futures by it."""
    if isinstance(thing, futures.Future):
        return hash(thing)
    return builtins.id(thing)


def gates() -> list[Place]:
    """What stands in a class or a module for what was not there before."""
    return [
        Place(threading.Thread, "__hash__", hash_of_thread),
        Place(futures.Future, "__hash__", hash_of_future),
        Place(futures, "id", id_of_future),
    ]
