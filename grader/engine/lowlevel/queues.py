"""Stands in for the C `SimpleQueue`, on which `concurrent.futures` is built."""

from __future__ import annotations

import _queue
import importlib.machinery
import types
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from queue import Empty
from typing import Any

from grader.engine.carrier import current_task
from grader.engine.clock import nanoseconds
from grader.engine.kernel import Kernel
from grader.engine.lowlevel.locks import _TIMEOUT_MAX, Waitable
from grader.engine.lowlevel.threads import MADE_OUTSIDE
from grader.engine.task import Task

_real_simple_queue = _queue.SimpleQueue
_real_submit = ThreadPoolExecutor.submit


class SimpleQueue(Waitable):
    """Stands in for `queue.SimpleQueue`: every operation is one step, `put` may re-enter."""

    __slots__ = ("__dict__", "__weakref__", "items")
    __module__ = "_queue"

    def __new__(cls) -> Any:
        """Make a real one for whoever the engine does not manage."""
        if current_task() is None and cls is SimpleQueue:
            return _real_simple_queue()
        return object.__new__(cls)

    def __init__(self) -> None:
        super().__init__()
        self.items: deque[Any] = deque()

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        """Add an item; never blocks, and so ignores `block` and `timeout`."""
        task = current_task()
        if task is not None:
            kernel = task.kernel
            if kernel.preemptive:
                kernel.point((self, "put"))
                kernel.accessed(task, self, "put")
                self.items.append(item)
                self.changed(kernel)
                return
        self.items.append(item)
        if self.waiters:
            self.wake_one()

    def put_nowait(self, item: Any) -> None:
        """Add an item."""
        self.put(item)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """Remove and return the oldest item; raise `queue.Empty` if there is none in time."""
        task = current_task()
        if block and timeout is not None:
            if timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            if timeout > _TIMEOUT_MAX:
                raise OverflowError("timeout value is too large")
        if task is None:
            if not self.items:
                raise Empty
            return self.items.popleft()
        kernel = task.kernel
        until = None if timeout is None else kernel.clock.now + nanoseconds(timeout)
        if kernel.preemptive:
            return self._explored(kernel, task, block and timeout != 0, until)
        if not self.items:
            if not block or timeout == 0:
                kernel.progress.poll()
                raise Empty
            while not self.items:
                if not self.wait(kernel, task, "queue", until) and not self.items:
                    raise Empty
        return self.items.popleft()

    def free(self) -> bool:
        """Whether there is something to get."""
        return bool(self.items)

    def _explored(self, kernel: Kernel, task: Task, blocking: bool, until: int | None) -> Any:
        """Get where the scheduler may choose anyone who waits."""
        if not blocking:
            kernel.point((self, "try"))
            kernel.accessed(task, self, "try")
            if not self.items:
                kernel.progress.poll()
                raise Empty
        elif not self.contend(kernel, task, ("queue", "get"), until):
            raise Empty
        kernel.accessed(task, self, "get")
        item = self.items.popleft()
        self.changed(kernel)
        return item

    def get_nowait(self) -> Any:
        """Remove and return an item; raise `queue.Empty` if there is none."""
        return self.get(False)

    def empty(self) -> bool:
        """Whether it holds nothing now."""
        task = current_task()
        if task is not None:
            if task.kernel.preemptive:
                task.kernel.point((self, "try"))
                task.kernel.accessed(task, self, "try")
            task.kernel.progress.looked(bool(self.items))
        return not self.items

    def qsize(self) -> int:
        """How many items it holds now."""
        return len(self.items)

    __class_getitem__: Any = classmethod(types.GenericAlias)


def submit(self: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
    """As `ThreadPoolExecutor.submit`; refuses a pool whose queue would block for real."""
    if self._work_queue.__class__ is _real_simple_queue and current_task() is not None:
        raise RuntimeError(MADE_OUTSIDE.format("pool"))
    return _real_submit(self, function, *args, **kwargs)


class FreshQueues:
    """Finds the C module `_queue` when it is imported afresh in a world, and gives it the stand-in.

    The type of a fresh copy is another object, which replacing by identity would miss.
    """

    @classmethod
    def find_spec(cls, name: str, path: Any = None, target: Any = None) -> Any:
        """As a finder of `sys.meta_path`."""
        if name != "_queue" or current_task() is None:
            return None
        for finder in (importlib.machinery.BuiltinImporter, importlib.machinery.PathFinder):
            spec: Any = finder.find_spec(name)
            if spec is not None:
                spec.loader = _Loader(spec.loader)
                return spec
        return None


class _Loader:
    def __init__(self, real: Any) -> None:
        self.real = real

    def create_module(self, spec: Any) -> Any:
        return self.real.create_module(spec)

    def exec_module(self, module: Any) -> None:
        self.real.exec_module(module)
        module.SimpleQueue, module.Empty = SimpleQueue, Empty
