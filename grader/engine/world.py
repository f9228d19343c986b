"""One execution: a world is made, a program lives in it to its end, and nothing of it remains."""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from greenlet import getcurrent

from grader.engine.carrier import Carrier, current_task
from grader.engine.clock import SECOND
from grader.engine.findings import Finding
from grader.engine.kernel import Kernel
from grader.engine.lowlevel import Seam
from grader.engine.lowlevel.console import Consoles
from grader.engine.lowlevel.keyboard import Keyboard
from grader.engine.lowlevel.loops import RunningLoop
from grader.engine.lowlevel.signals import WorldSignals
from grader.engine.lowlevel.tables import WorldState
from grader.engine.schedulers import Scheduler
from grader.engine.schedulers.fifo import Fifo
from grader.engine.task import Task
from grader.engine.trace import Trace

T = TypeVar("T")

_seam = Seam()
_consoles = Consoles()
_in_use = threading.Lock()


@contextmanager
def many() -> Iterator[None]:
    """Keep what a world needs in place between the executions inside, which makes them quicker."""
    _seam.enter()
    try:
        yield
    finally:
        _seam.leave()


@dataclass(slots=True)
class Execution(Generic[T]):
    """What came of one execution."""

    value: T | None
    """What main returned; None if it did not return."""
    exception: BaseException | None
    """What main raised: an Exception, SystemExit, or a KeyboardInterrupt by a virtual Ctrl-C."""
    findings: tuple[Finding, ...]
    trace: Trace
    ended: float | None
    """Virtual seconds at which main ended; None if it never did."""
    exit_time: float | None
    """Virtual seconds at which the program ended, its non-daemon threads joined; None if never."""
    cut_short: bool
    """Whether the scheduler ended it before the program did."""
    schedule: tuple[int, ...]
    """The numbers of the tasks that a preemptive scheduler chose, in order."""
    preemptions: int
    """How many of these choices stopped a task that could have gone on."""
    exit_status: int
    """As the interpreter's: 0, 1 after an exception, the code of `sys.exit`, 130 after Ctrl-C."""


def execute(
    main: Callable[[], T],
    *,
    scheduler: Scheduler | None = None,
    program: bool = False,
    horizon: float = 3600.0,
    keyboard: Callable[[Keyboard], object] | None = None,
    record: bool = True,
    echo: bool = False,
    watcher: Any = None,
) -> Execution[T]:
    """Run `main()` as the main thread of a fresh world, to the end of its program.

    The end is the interpreter's: threads that are no daemons are joined, in virtual time, and
    daemons are cut off. A main that raised is followed by these joins only if it is a whole
    `program`; a check that failed is over.

    `horizon` is the virtual second at which a program counts as endless. `keyboard` is called with
    the world's keyboard before main starts, to script it. `record=False` leaves the trace's steps
    out, for speed. `watcher` is told of every access to shared data and of all synchronisation, if
    the scheduler preempts (see `races`). `echo=True` also writes the output where it would go
    without a world.

    What main raises is in the result, except what is fatal: a BaseException, in any thread, that is
    neither an Exception nor SystemExit nor caused by a virtual signal stops the world and is raised
    here.
    """
    world = World(scheduler or Fifo(), horizon=horizon, record=record, echo=echo)
    world.kernel.watcher = watcher
    return world.run(main, program=program, keyboard=keyboard)


class World:
    """Threads, clock, keyboard and output of one execution."""

    def __init__(self, scheduler: Scheduler, *, horizon: float, record: bool, echo: bool) -> None:
        main_ident = threading.main_thread().ident
        assert main_ident is not None
        self.kernel = Kernel(scheduler, horizon=horizon, record=record, main_ident=main_ident)
        self.kernel.unraisable = _seam.threads.unraisable  # type: ignore[method-assign]
        self.kernel.signals = WorldSignals(self.kernel)
        self.kernel.keyboard = Keyboard(self.kernel)
        self.echo = echo
        self.value: Any = None
        self.exception: BaseException | None = None
        self.ended: int | None = None
        self.exit_time: int | None = None

    def run(
        self,
        main: Callable[[], T],
        *,
        program: bool,
        keyboard: Callable[[Keyboard], object] | None,
    ) -> Execution[T]:
        """Live from the first task to the last."""
        outer = current_task()
        if outer is None and not _in_use.acquire(blocking=False):
            raise RuntimeError("another thread of this process runs a world; one at a time")
        kernel = self.kernel
        _seam.enter()
        state = WorldState(kernel)
        if outer is None:
            _seam.free_locks()
            kernel.carriers = _seam.carriers
        streams = sys.stdout, sys.stderr, sys.stdin
        try:
            sys.stdout, sys.stderr, sys.stdin = _consoles.of(streams, echo=self.echo)
            random.seed(0)
            task = kernel.spawn(self._live, (main, program, state))
            if keyboard is not None:
                keyboard(kernel.keyboard)
            kernel.runnable.remove(task)
            loop = RunningLoop.stop()
            try:
                self.start(task)
            finally:
                RunningLoop.start(loop)
            kernel.trace.close(kernel.clock.now)
            ended = getattr(kernel.scheduler, "ended", None)
            if ended is not None:
                ended(kernel.tasks)
            self._clean_up(outer)
        finally:
            sys.stdout, sys.stderr, sys.stdin = streams
            state.restore()
            _seam.leave()
            if outer is None:
                _in_use.release()
        if kernel.fatal is not None:
            raise kernel.fatal
        return self._execution()

    def start(self, task: Task) -> None:
        """Let tasks begin, one after the other; return when the world is over.

        A greenlet inherits the depth of the stack from which it is first switched to. If threads
        that start threads began each other, a chain of fifty would be too deep for Python.
        """
        newborn: object = task.carrier
        while isinstance(newborn, Carrier):
            newborn = newborn.switch()

    def _live(self, main: Callable[[], T], program: bool, state: WorldState) -> None:
        """The main task: main itself, then the end of the interpreter."""
        kernel = self.kernel
        assert kernel.current is not None
        state.adopt_main(kernel.current)
        try:
            self.value = main()
        except (Exception, SystemExit) as error:
            self.exception = error
        except KeyboardInterrupt as interrupt:
            if not kernel.signals.is_virtual(interrupt):
                raise
            self.exception = interrupt
        if kernel.closing:  # whatever came out of main did so while it was unwound
            self.value = self.exception = None
            return
        self.ended = kernel.clock.now
        if self.exception is not None:
            if not program:
                return
            self._report()
        kernel.ending = True
        threading._shutdown()  # type: ignore[attr-defined]
        kernel.shut_down = True
        while kernel.at_exit:
            function, args, kwargs = kernel.at_exit.pop()
            try:
                function(*args, **kwargs)
            except Exception as error:
                sys.excepthook(type(error), error, error.__traceback__)
        self.exit_time = kernel.clock.now

    def _report(self) -> None:
        """Write what the interpreter writes about an exception that ends a program."""
        error = self.exception
        if isinstance(error, SystemExit):
            if error.code is not None and not isinstance(error.code, int):
                sys.stderr.write(f"{error.code}\n")
        elif error is not None:
            traceback = error.__traceback__ and error.__traceback__.tb_next
            sys.excepthook(type(error), error, traceback)

    def _clean_up(self, outer: Task | None) -> None:
        """Unwind the tasks that are left, or hand them to the world around this one.

        A daemon that is cut off runs no `finally`; unwinding does. In a world within a world it
        waits until the outer one, and with it the check that looks at the effects, is over.
        """
        kernel = self.kernel
        kernel.closing = True
        if outer is not None and kernel.fatal is None:
            outer.kernel.leftovers += [*kernel.tasks, *kernel.leftovers]
            if not kernel.tasks:
                kernel.forget()
            return
        if kernel.tasks or kernel.leftovers:
            with _silence():
                kernel.close()
        kernel.forget()

    def _execution(self) -> Execution[Any]:
        def seconds(ns: int | None) -> float | None:
            return None if ns is None else ns / SECOND

        return Execution(
            self.value,
            self.exception,
            tuple(self.kernel.findings),
            self.kernel.trace,
            seconds(self.ended),
            seconds(self.exit_time),
            self.kernel.cut_short,
            tuple(self.kernel.schedule),
            self.kernel.preemptions,
            _status(self.exception),
        )


@contextmanager
def _silence() -> Iterator[None]:
    """Tell nobody of exceptions: in a world that is over they are our own doing."""
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    threading.excepthook = lambda _: None  # put back with the world's other variables
    try:
        yield
    finally:
        sys.unraisablehook = hook


def _status(error: BaseException | None) -> int:
    if error is None:
        return 0
    if isinstance(error, SystemExit):
        if error.code is None:
            return 0
        return error.code if isinstance(error.code, int) else 1
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def current_kernel() -> Kernel | None:
    """Return the kernel of the world that the calling thread is in, or None."""
    task = current_task()
    return None if task is None else task.kernel


__all__ = ["Execution", "World", "current_kernel", "execute", "getcurrent"]
