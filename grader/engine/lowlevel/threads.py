"""Stand-ins for what `_thread` has to start, name and join threads, and for `threading.local`."""

from __future__ import annotations

import _thread
import sys
import threading
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary, ref

from greenlet import getcurrent

from grader.engine.carrier import Carrier, current_task
from grader.engine.clock import nanoseconds
from grader.engine.describe import at_frame, is_library
from grader.engine.findings import UncaughtException
from grader.engine.lowlevel.locks import Waitable, new_lock
from grader.engine.task import Task, Unwind

_real: dict[str, Any] = {name: getattr(_thread, name, None) for name in dir(_thread)}
_real_set_all = {
    name: getattr(sys, name)
    for name in ("_settraceallthreads", "_setprofileallthreads")
    if hasattr(sys, name)
}
_bootstrap: Any = vars(threading.Thread)["_bootstrap"]
_ORPHAN = "can't create new thread at interpreter shutdown"


MADE_OUTSIDE = (
    "this {} was made before virtual time began; make it in the function or module that runs in it"
)


class Threads:
    """The functions of `_thread`: for tasks they speak of tasks, for all others of real threads."""

    def get_ident(self) -> int:
        """As `threading.get_ident`. The main task keeps the ident of the main thread."""
        carrier: Any = getcurrent()
        return carrier.task.ident if carrier.__class__ is Carrier else _real["get_ident"]()

    def get_native_id(self) -> int:
        """As `threading.get_native_id`: a number that no other thread of the world has."""
        task = current_task()
        return _real["get_native_id"]() if task is None else task.ident

    def count(self) -> int:
        """As `_thread._count`: threads that were started and have not ended."""
        task = current_task()
        if task is None:
            return _real["_count"]()
        return sum(1 for other in task.kernel.tasks if other.number)

    def stack_size(self, size: int = 0) -> int:
        """As `threading.stack_size`; a task's stack cannot be chosen, so the size is only noted."""
        task = current_task()
        if task is None:
            return _real["stack_size"](size)
        if size < 0:
            raise ValueError("size must be 0 or a positive value")
        if 0 < size < 32_768:
            raise ValueError(f"size not valid: {size} bytes")
        old = task.kernel.stack_size
        task.kernel.stack_size = size
        return old

    def start_new_thread(self, function: Any, args: Any, kwargs: Any = None, /) -> int:
        """As `_thread.start_new_thread`."""
        task = current_task()
        if task is None:
            more = () if kwargs is None else (kwargs,)
            return _real["start_new_thread"](function, args, *more)
        if not callable(function):
            raise TypeError("first arg must be callable")
        if not isinstance(args, tuple):
            raise TypeError("2nd arg must be a tuple")
        if kwargs is not None and not isinstance(kwargs, dict):
            raise TypeError("optional 3rd arg must be a dictionary")
        new = _spawn(task, function, args, kwargs)
        if _is_start(function):
            task.kernel.let_begin(task, new)
        return new.ident

    def start_joinable_thread(
        self, function: Any, handle: Any = None, daemon: bool = True
    ) -> ThreadHandle:
        """As `_thread.start_joinable_thread`, which is new in 3.13."""
        task = current_task()
        if task is None:
            return _real["start_joinable_thread"](function, handle=handle, daemon=daemon)
        if not callable(function):
            raise TypeError("thread function must be callable")
        handle = ThreadHandle() if handle is None else handle
        if not isinstance(handle, ThreadHandle):
            if isinstance(handle, _real["_ThreadHandle"]):
                raise RuntimeError(MADE_OUTSIDE.format("thread"))
            raise TypeError("'handle' must be a _ThreadHandle")
        handle.starting()
        try:
            new = _spawn(task, function, (), None)
        except BaseException:
            handle.task = None
            handle.begun = False
            raise
        new.daemon = daemon
        handle.runs(new)
        if _is_start(function):
            task.kernel.let_begin(task, new)
        return handle

    def make_thread_handle(self, ident: int) -> Any:
        """As `_thread._make_thread_handle`: a handle of a thread that runs already."""
        task = current_task()
        if task is None:
            return _real["_make_thread_handle"](ident)
        handle = ThreadHandle()
        handle.begun = True
        handle.number = ident
        handle.task = next((each for each in task.kernel.tasks if each.ident == ident), None)
        return handle

    def get_main_thread_ident(self) -> int:
        """As `_thread._get_main_thread_ident`."""
        task = current_task()
        if task is None:
            return _real["_get_main_thread_ident"]()
        return task.kernel.main_ident

    def shutdown(self) -> None:
        """As `_thread._shutdown`: wait for all threads that are no daemons."""
        task = current_task()
        if task is None:
            _real["_shutdown"]()
            return
        while others := [each for each in task.kernel.tasks if each.number and not each.is_daemon]:
            handle = self.make_thread_handle(others[0].ident)
            others[0].at_end.append(handle._set_done)
            handle.join()

    def set_sentinel(self) -> Any:
        """As `_thread._set_sentinel` of 3.12 and older: a lock released when the thread ends."""
        task = current_task()
        if task is None:
            return _real["_set_sentinel"]()
        sentinel = new_lock()
        sentinel.quiet = True

        open_locks = task.kernel.tables["_shutdown_locks"]

        def release(sentinel: Any = ref(sentinel)) -> None:  # noqa: B008 - once, not per call
            lock = sentinel()
            open_locks.discard(lock)
            if lock is not None and task.kernel.preemptive:
                task.kernel.accessed(task, lock, "end")
            if lock is not None and lock.owner is not None:
                lock.release()

        task.at_end.append(release)
        return sentinel

    def interrupt_main(self, signum: int = 2, /) -> None:
        """As `_thread.interrupt_main`: simulate the signal for the main task."""
        task = current_task()
        if task is None:
            _real["interrupt_main"](signum)
        else:
            task.kernel.signals.simulate(signum)

    def excepthook(self, args: Any, /) -> None:
        """As `threading.excepthook`; in a world it is also an UncaughtException finding."""
        task = current_task()
        if task is None or args is None or not hasattr(args, "exc_value"):
            _real["_excepthook"](args)
            return
        error = args.exc_value
        if isinstance(error, Unwind) or task.kernel.closing:
            return
        if isinstance(error, BaseException) and not isinstance(error, (Exception, SystemExit)):
            task.kernel.abort(error)
            return
        if args.exc_type is SystemExit:
            return
        note_uncaught(task, error)
        if sys.stderr is not None or args.thread is not None:
            _real["_excepthook"](args)

    def unraisable(self, error: Exception, function: Any) -> None:
        """Report what a function given to `start_new_thread` raised, in the version's own words."""
        task = current_task()
        assert task is not None
        note_uncaught(task, error)
        text = "Exception ignored in thread started by"
        if sys.version_info >= (3, 13):
            text, function = f"{text} {function!r}", None
        kind: Any = _unraisable_type()
        sys.unraisablehook(kind((type(error), error, error.__traceback__, text, function)))

    def set_trace_all(self, function: Any, /) -> None:
        """As `sys._settraceallthreads`, for the tasks of the calling task's world."""
        task = current_task()
        if task is None:
            _real_set_all["_settraceallthreads"](function)
            return
        for each in task.kernel.tasks:
            each.tracing = function, each.tracing[1]
        sys.settrace(function)

    def set_profile_all(self, function: Any, /) -> None:
        """As `sys._setprofileallthreads`, for the tasks of the calling task's world."""
        task = current_task()
        if task is None:
            _real_set_all["_setprofileallthreads"](function)
            return
        for each in task.kernel.tasks:
            each.tracing = each.tracing[0], function
        sys.setprofile(function)

    def daemon_threads_allowed(self) -> bool:
        """As `_thread.daemon_threads_allowed`."""
        return True


def _unraisable_type() -> type:
    """Return the type of what `sys.unraisablehook` gets, which Python has no name for."""
    caught: list[Any] = []
    hook, sys.unraisablehook = sys.unraisablehook, caught.append

    class Falls:
        def __del__(self) -> None:
            raise ValueError

    try:
        Falls()
    finally:
        sys.unraisablehook = hook
    return type(caught[0])


def note_uncaught(task: Task, error: BaseException) -> None:
    """Record that a thread died of an exception, with the line that raised it."""
    place, traceback = None, error.__traceback__
    while traceback is not None:
        frame = traceback.tb_frame
        if not is_library(frame.f_code.co_filename):
            place = at_frame(frame, traceback.tb_lineno)
        traceback = traceback.tb_next
    kernel = task.kernel
    kind, words = type(error).__name__, _words(error)
    kernel.findings.append(
        UncaughtException(kernel.now, task.name, kind, words, place, error, task.started_at)
    )


def _words(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "<exception str() failed>"


def _spawn(task: Task, function: Callable[..., object], args: Any, kwargs: Any) -> Task:
    kernel = task.kernel
    if kernel.closing:
        task.unwind_again()
    if kernel.shut_down and sys.version_info >= (3, 12):
        raise RuntimeError(_ORPHAN)
    new = kernel.spawn(function, args, kwargs)
    if kernel.preemptive:
        kernel.accessed(task, new, "start")
    return new


def _is_start(function: Any) -> bool:
    """Whether it is `Thread.start` that starts a thread with this function."""
    return getattr(function, "__func__", None) is _bootstrap


def is_set(self: Any) -> bool:
    """As `Event.is_set`, which takes no lock, and so shows nobody that it looks."""
    task: Any = current_task()
    if task is not None and task.kernel.preemptive:
        lock = self._cond._lock
        if not lock.quiet:
            task.kernel.point((lock, "try"))
            task.kernel.accessed(task, lock, "try")
        if self._flag:
            task.kernel.accessed(task, lock, "join")
    return self._flag


class ThreadHandle(Waitable):
    """Stands in for 3.13's `_thread._ThreadHandle`."""

    __slots__ = ("__weakref__", "begun", "done", "number", "task")
    __module__ = "_thread"
    __qualname__ = "_ThreadHandle"

    def __new__(cls) -> Any:
        """Make a real one for whoever the engine does not manage."""
        return _real["_ThreadHandle"]() if current_task() is None else object.__new__(cls)

    def __init__(self) -> None:
        super().__init__()
        self.begun = self.done = False
        self.number = 0
        self.task: Task | None = None

    @property
    def owner(self) -> Task | None:
        """The thread that must end for a join to return."""
        return self.task

    @property
    def ident(self) -> int:
        """The thread's ident, 0 before it was started."""
        return self.number

    def starting(self) -> None:
        """Note that a thread is being started; refuse a second time."""
        if self.begun:
            raise RuntimeError("thread already started")
        self.begun = True

    def runs(self, task: Task) -> None:
        """Note which task it is."""
        self.task, self.number = task, task.ident
        task.at_end.append(self._set_done)

    def is_done(self) -> bool:
        """Whether the thread has ended."""
        task = current_task()
        if task is not None:
            if task.kernel.preemptive and not self.done:
                task.kernel.point((self, "try"))
            if task.kernel.preemptive:
                task.kernel.accessed(task, self, "join" if self.done else "try")
            task.kernel.progress.looked(self.done)
        return self.done

    def _set_done(self) -> None:
        if not self.begun:
            raise RuntimeError("thread not started")
        if self.task is not None and self.task.kernel.preemptive:
            self.task.kernel.accessed(self.task, self, "end")
        self.done = True
        self.task = None
        while self.waiters:
            self.wake_one()

    def join(self, timeout: float | None = None) -> None:
        """Wait until the thread has ended, or `timeout` seconds."""
        task = current_task()
        if not self.begun:
            raise RuntimeError("thread not started")
        if task is None:
            return
        if timeout is not None and not isinstance(timeout, (int, float)):
            raise TypeError(
                f"'{type(timeout).__name__}' object cannot be interpreted as an integer"
            )
        if self.task is task and not self.done:
            raise RuntimeError("Cannot join current thread")
        kernel = task.kernel
        until = None
        if timeout is not None and timeout >= 0:
            until = kernel.clock.now + nanoseconds(timeout)
        while not self.done:
            if not self.wait(kernel, task, "join", until) and not self.done:
                return
        if kernel.preemptive:
            kernel.accessed(task, self, "join")

    def __repr__(self) -> str:
        return f"<_ThreadHandle object: ident={self.number}>"


class Local:
    """Stands in for `_thread._local`: a namespace for each task; real threads have one each too."""

    __slots__ = ("__weakref__", "_local__state")
    __module__ = "_thread"
    __qualname__ = "_local"

    def __new__(cls, /, *args: Any, **kwargs: Any) -> Any:
        """Make a local; arguments are for a subclass's `__init__`, called anew in every thread."""
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        state = _LocalState(args, kwargs)
        object.__setattr__(self, "_local__state", state)
        state.add_namespace()  # for this thread, `type.__call__` calls __init__
        return self

    def __getattribute__(self, name: str) -> Any:
        namespace = _namespace(self)
        if name == "__dict__":
            return namespace
        found = _in_class(type(self), name)
        if name in namespace and not hasattr(type(found), "__set__"):
            return namespace[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        namespace = _writable(self, name)
        if hasattr(type(_in_class(type(self), name)), "__set__"):
            object.__setattr__(self, name, value)
        else:
            namespace[name] = value

    def __delattr__(self, name: str) -> None:
        namespace = _writable(self, name)
        if hasattr(type(_in_class(type(self), name)), "__delete__"):
            object.__delattr__(self, name)
        elif name in namespace:
            del namespace[name]
        else:
            text = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(text, name=name, obj=self)


# as Python's messages call it: "'_thread._local' object has no attribute 'x'"
Local.__name__ = "_thread._local"


class _LocalState:
    """The namespaces of one local. A cycle through a namespace is collected like any other."""

    def __init__(self, args: Any, kwargs: Any) -> None:
        self.args, self.kwargs = args, kwargs
        self.of_tasks: WeakKeyDictionary[Task, dict[str, Any]] = WeakKeyDictionary()
        self.of_real_threads = _real["_local"]()

    def namespace(self) -> dict[str, Any] | None:
        """Return the calling thread's, None before its first use."""
        task = current_task()
        if task is not None:
            return self.of_tasks.get(task)
        return vars(self.of_real_threads).get("namespace")

    def add_namespace(self) -> None:
        """Give the calling thread one."""
        task = current_task()
        if task is None:
            self.of_real_threads.namespace = {}
            return
        self.of_tasks[task] = {}
        # a namespace dies with its thread, whoever still refers to the task
        task.at_death.append(ref(self.of_tasks))


def _in_class(kind: type, name: str) -> Any:
    return next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), None)


def _writable(self: Local, name: str) -> dict[str, Any]:
    if name == "__dict__":
        raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
    return _namespace(self)


def _namespace(self: Local) -> dict[str, Any]:
    state: _LocalState = object.__getattribute__(self, "_local__state")
    namespace = state.namespace()
    if namespace is None:
        state.add_namespace()
        type(self).__init__(self, *state.args, **state.kwargs)
        namespace = state.namespace()
        assert namespace is not None
    return namespace


def stand_ins(threads: Threads) -> list[tuple[object, object]]:
    """Pairs of what to replace and what replaces it."""
    pairs = {
        "get_ident": threads.get_ident,
        "get_native_id": threads.get_native_id,
        "_count": threads.count,
        "stack_size": threads.stack_size,
        "start_new_thread": threads.start_new_thread,
        "start_new": threads.start_new_thread,
        "start_joinable_thread": threads.start_joinable_thread,
        "_make_thread_handle": threads.make_thread_handle,
        "_get_main_thread_ident": threads.get_main_thread_ident,
        "_shutdown": threads.shutdown,
        "_set_sentinel": threads.set_sentinel,
        "interrupt_main": threads.interrupt_main,
        "_excepthook": threads.excepthook,
        "_ThreadHandle": ThreadHandle,
        "_local": Local,
    }
    found = [(_real[name], new) for name, new in pairs.items() if _real.get(name) is not None]
    all_threads = {
        "_settraceallthreads": threads.set_trace_all,
        "_setprofileallthreads": threads.set_profile_all,
    }
    return found + [(_real_set_all[name], all_threads[name]) for name in _real_set_all]
