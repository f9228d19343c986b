"""What `asyncio` remembers for each OS thread, kept for each task: the loop that runs or is set.

All tasks share one OS thread. So the running loop is taken away and given back when the baton
changes hands, and the loop that is set lies in a namespace of its task. Knows nothing of what loops
do.
"""

from __future__ import annotations

import asyncio
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
            task.loop = loop
            task.kernel.set_running_loop = self._real
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


def stop_running_loop() -> Any:
    """Let a world begin as a fresh thread does, though it may be made inside of a running loop.

    Returns that loop, for `start_running_loop`.
    """
    running = events._get_running_loop()
    if running is not None:
        events._set_running_loop(None)
    return running


def start_running_loop(loop: Any) -> None:
    """Let the loop in which a world was made be the running one again, if there was one."""
    if loop is not None:
        events._set_running_loop(loop)
