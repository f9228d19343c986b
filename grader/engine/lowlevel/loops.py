"""What `asyncio` remembers for each OS thread, kept for each task: the loop that runs or is set.

All tasks share one OS thread. So the running loop, and from Python 3.14 on the coroutine that it
runs, are taken away and given back when the baton changes hands; the loop that is set lies in a
namespace of its task. Knows nothing of what loops do.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from grader.engine.carrier import current_task
from grader.engine.lowlevel.threads import Local

events: Any = asyncio.events


class Loops:
    """The stand-ins for what `asyncio` has."""

    def __init__(self) -> None:
        self._real = events._set_running_loop

    def replace(self) -> list[tuple[Any, str, Any]]:
        """Give the policy that chooses loops a memory for each task; return what to put back."""
        undo: list[tuple[Any, str, Any]] = []
        policy = events._event_loop_policy
        undo.append((events, "_event_loop_policy", policy))
        if policy is None:
            # one that is made in a world ends with it, and has a namespace for each task
            kinds = "_BaseDefaultEventLoopPolicy", "BaseDefaultEventLoopPolicy"
            kind = next(vars(events)[name] for name in kinds if name in vars(events))
            undo.append((kind, "_Local", kind._Local))
            kind._Local = SetLoop
        elif hasattr(policy, "_local"):
            undo.append((policy, "_local", policy._local))
            policy._local = LocalGate(policy._local)
        return undo

    def set_running_loop(self, loop: Any, /) -> None:
        """As `asyncio._set_running_loop`."""
        task = current_task()
        if task is not None:
            task.kernel.running_loops = RunningLoop
        self._real(loop)

    def stand_ins(self) -> list[tuple[object, object]]:
        """Pairs of what to replace and what replaces it."""
        return [(self._real, self.set_running_loop)]


class SetLoop(Local):
    """Which loop a thread has set, as an event loop policy keeps it."""

    _loop = None
    _set_called = False


class LocalGate:
    """A policy's own namespace for threads that the engine does not manage, another for tasks."""

    def __init__(self, real: Any) -> None:
        self.__dict__["_gate"] = real, SetLoop()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_gate"][current_task() is not None], name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.__dict__["_gate"][current_task() is not None], name, value)


class RunningLoop:
    """What this OS thread's running loop is, and what it does."""

    _set: Any = staticmethod(events._set_running_loop)
    _swap: Any = None
    if sys.version_info >= (3, 14):
        _swap = staticmethod(asyncio.tasks._swap_current_task)  # type: ignore[attr-defined]

    @classmethod
    def stop(cls) -> Any:
        """Take it away; return it, for `start`."""
        loop = events._get_running_loop()
        if loop is None:
            return None
        doing = cls._swap(loop, None) if cls._swap else None
        cls._set(None)
        return loop, doing

    @classmethod
    def start(cls, running: Any) -> None:
        """Let what `stop` returned run again."""
        loop, doing = running or (None, None)
        cls._set(loop)
        if doing is not None:
            cls._swap(loop, doing)
