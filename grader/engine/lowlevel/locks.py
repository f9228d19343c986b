"""Stand-ins for the C locks of `_thread`, with their argument checks, errors and reprs.

The source of the semantics is CPython's Modules/_threadmodule.c. A release hands nothing over: the
first waiter is woken and tries again, and whoever runs before it may take the lock.
"""

from __future__ import annotations

import _thread
import sys
import threading
from collections import deque
from types import FrameType
from typing import Any, NoReturn

from greenlet import getcurrent

from grader.engine.carrier import Carrier, current_task
from grader.engine.clock import nanoseconds
from grader.engine.kernel import Kernel
from grader.engine.task import State, Task

_real_allocate_lock = _thread.allocate_lock
_real_rlock = _thread.RLock
_real_lock_type = _thread.LockType
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
    """Something that tasks queue up for: first come, first woken.

    Where the scheduler preempts, there is no queue: whoever waits may be the next, so all of them
    are runnable whenever one could go on (`contend`, `changed`).
    """

    __slots__ = ("waiters",)

    def __init__(self) -> None:
        self.waiters: deque[Task] | None = None

    def free(self) -> bool:
        """Whether one of those that wait could go on."""
        raise NotImplementedError

    def contend(self, kernel: Kernel, task: Task, wish: tuple[str, str], until: int | None) -> bool:
        """Wait, among all others that wait, to be chosen while it is free; False if time was up.

        `wish` is the kind of wait, for reports, and of operation, for the scheduler.
        """
        if self.waiters is None:
            self.waiters = deque()
        self.waiters.append(task)
        kind, operation = wish
        task.pending = (self, operation)
        task.wish = (kind, until)
        try:
            if self.free():
                kernel.point(task.pending)
            else:
                kernel.block(kind, self, until)
        finally:
            self.waiters.remove(task)
        return self.free()

    def changed(self, kernel: Kernel) -> None:
        """Let those that wait run, or wait on, now that it has been taken or set free."""
        free = self.free()
        for task in self.waiters or ():
            if free:
                kernel.wake(task)
            elif task.state is State.RUNNABLE:
                kernel.demote(task, self)

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

    __slots__ = ("__weakref__", "number", "owner", "quiet", "real")
    __module__ = "_thread"
    __qualname__ = "lock"

    owner: Task | None
    """Who acquired it last, while it is locked."""
    real: Any
    number: int
    """Tells threads apart (see `order`); 0 as long as nobody asked."""
    quiet: bool
    """Whether it belongs to the library's own hand-shakes, which no schedule should tear apart."""

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
        carrier: Any = getcurrent()  # here and in `release`: current_task(), without the call
        if carrier.__class__ is not Carrier:
            return bool(self._real().acquire(blocking, timeout))
        task = carrier.task
        kernel = task.kernel
        if not blocking or timeout != -1:
            until = deadline(kernel, blocking, timeout)
        else:
            until = None
        if kernel.preemptive and not self.quiet:
            return _explored(self, kernel, task, blocking and timeout != 0, until)
        if self.owner is not None:
            if not blocking or timeout == 0:
                kernel.progress.looked(
                    self.owner is task
                )  # a Condition asks so whether it is its own
                return False
            while self.owner is not None:
                if not self.wait(kernel, task, "lock", until) and self.owner is not None:
                    return False
        else:
            kernel.progress.took()
            if self.owner is not None:  # taken meanwhile
                return self.acquire(blocking, timeout)
        self.owner = task
        if kernel.preemptive:
            kernel.accessed(task, self, "join")
        return True

    def free(self) -> bool:
        """Whether it can be acquired."""
        return self.owner is None

    def release(self) -> None:
        """As `threading.Lock.release`; any thread may release it."""
        carrier: Any = getcurrent()
        if carrier.__class__ is Carrier:
            task = carrier.task
            if self.owner is None:
                raise RuntimeError("release unlocked lock")
        else:
            task = None
            if self.owner is None or self.real is not None:
                self._real().release()
                return
        self.owner = None
        if task is not None and task.kernel.preemptive and not self.quiet:
            _released(self, task.kernel, task)
        elif self.waiters:
            self.wake_one()

    def locked(self) -> bool:
        """As `threading.Lock.locked`."""
        task = current_task()
        if task is None and self.real is not None:
            return self.real.locked()
        if task is not None:
            if task.kernel.preemptive and not self.quiet:
                task.kernel.point((self, "try"))
                task.kernel.accessed(task, self, "try")
            task.kernel.progress.looked(self.owner is None)
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
    new.quiet = False
    new.number = 0
    return new


def is_real(thing: object) -> bool:
    """Whether it is a lock of `_thread`'s own, made outside of any world."""
    return thing.__class__ is _real_lock_type or thing.__class__ is _real_rlock


def around(real: Any) -> lock | RLock:
    """Return a stand-in for a lock that was made outside of any world: there it is the real one."""
    if real.__class__ is not _real_rlock:
        new = new_lock()
        new.real = real
        return new
    stand_in: RLock = object.__new__(RLock)
    RLock.__init__(stand_in)
    stand_in.real = real
    return stand_in


def _explored(
    lock: lock | RLock, kernel: Kernel, task: Task, blocking: bool, until: int | None
) -> bool:
    """Acquire a lock where the scheduler may choose anyone who wants it."""
    if not blocking:
        kernel.point((lock, "try"))
        kernel.accessed(task, lock, "try")
        if lock.owner is not None:
            kernel.progress.poll()
            return False
    elif not lock.contend(kernel, task, ("lock", "acquire"), until):
        return False
    lock.owner = task
    kernel.accessed(task, lock, "acquire")
    if lock.waiters:
        lock.changed(kernel)
    return True


def _released(lock: lock | RLock, kernel: Kernel, task: Task) -> None:
    kernel.accessed(task, lock, "release")
    if lock.waiters:
        lock.changed(kernel)


class Allocator:
    """Holds a function as a bound method, so that it does not bind again as a class's attribute."""

    def allocate_lock(self) -> Any:
        """Stand in for `_thread.allocate_lock`."""
        task = current_task()
        if task is None:
            return _real_allocate_lock()
        new = new_lock()
        if task.kernel.preemptive:
            new.quiet = _is_handshake(sys._getframe(1))
        return new


allocate = Allocator().allocate_lock


def _is_handshake(frame: FrameType) -> bool:
    """Whether a lock made at `frame` is for `Thread.start` to wait until the thread runs."""
    made: FrameType | None = frame.f_back if frame.f_code is _NEW_LOCK else frame
    if made is None or made.f_code is not _NEW_EVENT:
        return False
    return made.f_back is not None and made.f_back.f_code is _NEW_THREAD


_NEW_LOCK = vars(lock)["__new__"].__func__.__code__
_NEW_EVENT = threading.Event.__init__.__code__
_NEW_THREAD = threading.Thread.__init__.__code__


class RLock(Waitable):
    """Stands in for `_thread.RLock`. Outside a world it is a real one."""

    __slots__ = ("__weakref__", "count", "number", "owner", "real")
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
        self.count = self.number = 0
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
        if not self._take(kernel, task, blocking and timeout != 0, until):
            return False
        self.count = 1
        return True

    def free(self) -> bool:
        """Whether it can be acquired by whoever waits for it."""
        return self.owner is None

    def _take(self, kernel: Kernel, task: Task, blocking: bool, until: int | None) -> bool:
        if kernel.preemptive:
            return _explored(self, kernel, task, blocking, until)
        if self.owner is not None and not blocking:
            kernel.progress.poll()
            return False
        while self.owner is not None:
            if not self.wait(kernel, task, "lock", until) and self.owner is not None:
                return False
        self.owner = task
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
        self.owner = None
        if task.kernel.preemptive:
            _released(self, task.kernel, task)
        elif self.waiters:
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
            return self._real()._release_save()
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
        self._take(task.kernel, task, True, None)
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
