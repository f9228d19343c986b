"""Stand-ins for the C locks of `_thread`, with their argument checks, errors and reprs.

The source of the semantics is CPython's Modules/_threadmodule.c. A release hands nothing over: the
first waiter is woken and tries again, and whoever runs before it may take the lock.
"""

from __future__ import annotations

import _thread
import sys
from collections import deque
from typing import Any, NoReturn

from grader.engine.clock import nanoseconds
from grader.engine.kernel import Kernel
from grader.engine.task import Task, current_task

_real_allocate_lock = _thread.allocate_lock
_real_rlock = _thread.RLock
_TIMEOUT_MAX = _thread.TIMEOUT_MAX
_NEGATIVE = (
    "timeout value must be a non-negative number"
    if sys.version_info >= (3, 13)
    else "timeout value must be positive"
)
OPEN_CONSTRUCTOR = sys.version_info >= (3, 13)
"""From 3.13 on, `threading.Lock` is the type itself rather than a function that makes one."""


def deadline(kernel: Kernel, blocking: bool, timeout: float) -> int | None:
    """Check the arguments of `acquire` as C does; return the end of the wait in nanoseconds."""
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError(_NEGATIVE)
    if timeout > _TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return None if timeout == -1 else kernel.clock.now + nanoseconds(timeout)


class Waitable:
    """Something that tasks queue up for: first come, first woken."""

    __slots__ = ("waiters",)

    def __init__(self) -> None:
        self.waiters: deque[Task] | None = None

    def wait(self, kernel: Kernel, task: Task, kind: str, until: int | None) -> bool:
        """Block until `wake_one` picks this task; return False if the time was up first."""
        if self.waiters is None:
            self.waiters = deque()
        waiters = self.waiters
        waiters.append(task)
        try:
            woken = kernel.block(kind, self, until)
        except BaseException:
            if task in waiters:
                waiters.remove(task)
            else:
                self.wake_one()
            raise
        if task in waiters:
            waiters.remove(task)
        return woken

    def wake_one(self) -> None:
        """Wake the task that has waited longest; one that is already on its way is passed over."""
        waiters = self.waiters
        while waiters:
            task = waiters.popleft()
            if task.kernel.wake(task):
                return


class lock(Waitable):
    """Stands in for `_thread.lock`. Outside a world it is a real lock."""

    __slots__ = ("__weakref__", "owner", "real")
    __module__ = "_thread"
    __qualname__ = "lock"

    owner: Task | None
    """Who acquired it last, while it is locked."""
    real: Any

    def __new__(cls, *args: object) -> Any:
        """Make an unlocked lock, from 3.13 on; older Pythons have `allocate_lock` only."""
        if not OPEN_CONSTRUCTOR:
            raise TypeError("cannot create '_thread.lock' instances")
        if args:
            raise TypeError(f"lock expected 0 arguments, got {len(args)}")
        return allocate()

    def __init_subclass__(cls) -> None:
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As `threading.Lock.acquire`."""
        task = current_task()
        if task is None:
            return self._real().acquire(blocking, timeout)
        kernel = task.kernel
        if not blocking or timeout != -1:
            until = deadline(kernel, blocking, timeout)
        else:
            until = None
        if kernel.preemptive:
            kernel.point(("acquire", self))
        if self.owner is not None:
            if not blocking or timeout == 0:
                kernel.poll()
                return False
            while self.owner is not None:
                if not self.wait(kernel, task, "lock", until) and self.owner is not None:
                    kernel.clock.pass_deadline()
                    return False
        else:
            kernel.turn()
            if self.owner is not None:  # taken meanwhile
                return self.acquire(blocking, timeout)
        self.owner = task
        if kernel.observed:
            kernel.observer.acquired(self)
        return True

    def release(self) -> None:
        """As `threading.Lock.release`; any thread may release it."""
        task = current_task()
        if task is None:
            if self.owner is None or self.real is not None:
                self._real().release()
                return
        elif self.owner is None:
            raise RuntimeError("release unlocked lock")
        elif task.kernel.observed:
            task.kernel.observer.released(self)
        self.owner = None
        if self.waiters:
            self.wake_one()

    def locked(self) -> bool:
        """As `threading.Lock.locked`."""
        task = current_task()
        if task is None and self.real is not None:
            return self.real.locked()
        if task is not None:
            task.kernel.poll()
        return self.owner is not None

    __enter__ = acquire

    def __exit__(self, *_: object) -> None:
        self.release()

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def _at_fork_reinit(self) -> None:
        self.owner = None
        self.waiters = None
        self.real = None

    def _real(self) -> Any:
        """The lock for threads outside any world, which a module made in a world may still use."""
        if self.real is None:
            self.real = _real_allocate_lock()
        return self.real

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("cannot pickle '_thread.lock' object")

    def __repr__(self) -> str:
        state = "unlocked" if self.owner is None else "locked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


def new_lock() -> lock:
    """Make a stand-in lock, in a world or not."""
    new = object.__new__(lock)
    new.waiters = new.owner = new.real = None
    return new


class Allocator:
    """Holds a function as a bound method, so that it does not bind again as a class's attribute."""

    def allocate_lock(self) -> Any:
        """Stand in for `_thread.allocate_lock`."""
        return _real_allocate_lock() if current_task() is None else new_lock()


allocate = Allocator().allocate_lock


class RLock(Waitable):
    """Stands in for `_thread.RLock`. Outside a world it is a real one."""

    __slots__ = ("__weakref__", "count", "owner", "real")
    __module__ = "_thread"
    __qualname__ = "RLock"

    def __new__(cls, *args: object, **kwargs: object) -> Any:
        """Make a real one for whoever the engine does not manage."""
        if current_task() is None and cls is RLock:
            return _real_rlock(*args, **kwargs)
        return object.__new__(cls)

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()
        self.owner: Task | None = None
        self.count = 0
        self.real: Any = None

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As `threading.RLock.acquire`."""
        task = current_task()
        if task is None:
            return bool(self._real().acquire(blocking, timeout))
        kernel = task.kernel
        if not blocking or timeout != -1:
            until = deadline(kernel, blocking, timeout)
        else:
            until = None
        if self.owner is task:
            self.count += 1
            return True
        if kernel.preemptive:
            kernel.point(("acquire", self))
        if not self._take(kernel, task, blocking and timeout != 0, until):
            return False
        self.count = 1
        return True

    def _take(self, kernel: Kernel, task: Task, blocking: bool, until: int | None) -> bool:
        if self.owner is not None and not blocking:
            kernel.poll()
            return False
        while self.owner is not None:
            if not self.wait(kernel, task, "lock", until) and self.owner is not None:
                kernel.clock.pass_deadline()
                return False
        self.owner = task
        if kernel.observed:
            kernel.observer.acquired(self)
        return True

    def release(self) -> None:
        """As `threading.RLock.release`: only its owner may."""
        task = current_task()
        if task is None:
            self._real().release()
            return
        if self.owner is not task:
            raise RuntimeError("cannot release un-acquired lock")
        self.count -= 1
        if self.count == 0:
            self._give_up(task)

    def _give_up(self, task: Task) -> None:
        if task.kernel.observed:
            task.kernel.observer.released(self)
        self.owner = None
        if self.waiters:
            self.wake_one()

    __enter__ = acquire

    def __exit__(self, *_: object) -> None:
        self.release()

    def _is_owned(self) -> bool:
        task = current_task()
        if task is None:
            return bool(self._real()._is_owned())
        return self.owner is task

    def locked(self) -> bool:
        """As `threading.RLock.locked`, which is new in 3.14."""
        return self.owner is not None

    def _recursion_count(self) -> int:
        task = current_task()
        if task is None:
            return int(self._real()._recursion_count())
        return self.count if self.owner is task else 0

    def _release_save(self) -> tuple[int, Task]:
        """Give it up whatever its count, for `Condition.wait`."""
        task = current_task()
        if task is None:
            return self._real()._release_save()  # type: ignore[no-any-return]
        if self.owner is not task:
            raise RuntimeError("cannot release un-acquired lock")
        state = self.count, task
        self.count = 0
        self._give_up(task)
        return state

    def _acquire_restore(self, state: tuple[int, Task]) -> None:
        task = current_task()
        if task is None:
            self._real()._acquire_restore(state)
            return
        kernel = task.kernel
        if kernel.preemptive:
            kernel.point(("acquire", self))
        self._take(kernel, task, True, None)
        self.count = state[0]

    def _at_fork_reinit(self) -> None:
        self.__init__()  # type: ignore[misc]

    def _real(self) -> Any:
        if self.real is None:
            self.real = _real_rlock()
        return self.real

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("cannot pickle '_thread.RLock' object")

    def __repr__(self) -> str:
        state = "unlocked" if self.count == 0 else "locked"
        owner = self.owner.ident if self.owner is not None else 0
        return (
            f"<{state} {type(self).__module__}.{type(self).__qualname__} object "
            f"owner={owner} count={self.count} at {id(self):#x}>"
        )
