"""A thread as the kernel sees it: it can wait, be woken, and finish."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from types import FrameType
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, ref

from greenlet import GreenletExit, greenlet

from grader.engine.carrier import carrier_of

if TYPE_CHECKING:
    from grader.engine.findings import Place
    from grader.engine.kernel import Kernel

UNWINDINGS = 20
"""How often a task that catches everything is asked to end before it is abandoned."""


class Unwind(GreenletExit):
    """Raised in a task that is left over when its world ends. Not for programs to catch."""


class State(Enum):
    """What a task can do next."""

    RUNNABLE = "runnable"
    BLOCKED = "blocked"
    FINISHED = "finished"


class Waiting:
    """Why a task is blocked: on what kind of operation, on which object, and since when."""

    __slots__ = ("kind", "since", "until", "what")

    def __init__(self, kind: str, what: object, since: int, until: int | None) -> None:
        self.kind = kind
        self.what = what
        self.since = since
        self.until = until


class Task:
    """One thread of a world."""

    # what most tasks never change; a task is made thousands of times a second
    waiting: Waiting | None = None
    woken = False
    """Whether the last wait ended because someone woke it, not because time was up."""
    interrupted = False
    """Whether it was taken out of a wait to handle a signal."""
    woken_meanwhile: bool | None = None
    """While a signal handler runs in the midst of a wait, whether that wait is over; else None."""
    turn = 0
    """Counts waits, so that a deadline left over from an earlier wait is recognised."""
    daemon = False
    """Whether a program ends without waiting for it, if `thread` does not say so."""
    started_at: Place | None = None
    tracing: tuple[Any, Any] = None, None
    """Its `sys.settrace` and `sys.setprofile` functions, which hold for an OS thread, while another
    task runs."""
    loop: Any = None
    """Its running `asyncio` event loop, while another task runs."""
    spins = 0
    """Operations since it last waited that could be turns of a polling loop."""
    caught = False
    """Whether it was found to spin since it last waited."""
    pending: Any = None
    """What it does next, at the scheduling point where it stands: an object and a kind."""
    access: tuple[str, object, object] = "", None, None
    """The kind, owner and name of the data that it is about to read or write."""
    wish: tuple[str, int | None] = "", None
    """The kind and the end of the wait if what it contends for is taken by another."""
    idle = 0
    """Turns of its loops since anybody wrote anything."""
    seen_writes = 0
    fresh = True
    """Whether it has reached no scheduling point yet."""
    _last_name = ""
    _unwindings = 0

    def __init__(
        self,
        kernel: Kernel,
        number: int,
        ident: int,
        function: Callable[..., object],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        self.kernel = kernel
        self.number = number
        """0 is the main task; the others count up in the order in which they were started."""
        self.ident = ident
        self.state = State.RUNNABLE
        self.thread: Any = getattr(function, "__self__", None)
        """The `threading.Thread` that it runs for, if there is one."""
        self.began = kernel.clock.now
        self.at_end: list[Callable[[], object]] = []
        """Called in order when the task finishes: sentinel locks, join handles."""
        self.at_death: list[ref[WeakKeyDictionary[Task, Any]]] = []
        """Tables that must forget this task when it finishes: those of its `threading.local`s."""
        self._function: Callable[..., object] | None = function
        self._args = args
        self._kwargs = kwargs or {}
        self.carrier: Any = carrier_of(self)
        """The Carrier that it runs on; None once it has finished."""

    @property
    def name(self) -> str:
        """The thread's name; "main" for the main task."""
        if self.number == 0:
            return "main"
        return str(getattr(self.thread, "_name", "") or self._last_name or f"thread {self.number}")

    @property
    def is_daemon(self) -> bool:
        """Whether a program ends without waiting for it."""
        return bool(getattr(self.thread, "_daemonic", self.daemon))

    @property
    def frame(self) -> FrameType | None:
        """Its innermost frame, while it stands still; None before it has begun and when it runs."""
        if self.carrier is None or self._function is not None:
            return None
        frame: FrameType | None = self.carrier.gr_frame
        return frame

    def live(self) -> greenlet:
        """Call the function; return who gets the baton then."""
        # invariant: a finished thread keeps neither its function nor its arguments alive
        function, args, kwargs = self._function, self._args, self._kwargs
        self._function, self._args, self._kwargs = None, (), {}
        self.kernel.live(self, function, args, kwargs)  # type: ignore[arg-type]
        del function, args, kwargs
        self._last_name, self.daemon = self.name, self.is_daemon
        self.thread = self.carrier = None
        return self.kernel.finish(self)

    def unwind_again(self) -> None:
        """Raise Unwind in this, the current task, or leave it for ever if it keeps catching it.

        A loop such as `while True: try: work() except: pass` cannot be ended from outside; it is
        put aside, suspended, and lives as long as the process does.
        """
        self._unwindings += 1
        self.kernel.current = self
        if self._unwindings > UNWINDINGS:
            abandoned.append(self)
            self.kernel.hub.switch()
        raise Unwind

    def unwind(self, hub: greenlet) -> None:
        """End this task from outside, whatever it catches; it stands still, or has not begun."""
        carrier = self.carrier
        if carrier is None:
            return
        self.kernel.hub = carrier.parent = hub
        self.kernel.current = self
        if self._function is not None:  # it has not begun, and does nothing else
            carrier.switch()
        else:
            carrier.throw(Unwind)


abandoned: list[Task] = []
"""Tasks that could not be unwound. They are never resumed, and never collected: a greenlet that is
collected while suspended is sent an exception, which such a task would catch."""
