"""Stand-ins for the functions of `signal`: virtual signals, which reach the main task only."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from grader.engine.carrier import current_task
from grader.engine.clock import SECOND, nanoseconds
from grader.engine.task import State

if TYPE_CHECKING:
    from grader.engine.kernel import Kernel

_real = {
    name: getattr(signal, name)
    for name in ("signal", "getsignal", "alarm", "pause", "setitimer", "getitimer", "raise_signal",
                 "pthread_kill", "siginterrupt", "set_wakeup_fd")
    if hasattr(signal, name)
}  # fmt: skip
_real_kill = os.kill


class WorldSignals:
    """The signals of one world: who handles which, and which are on their way."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.handlers: dict[int, Any] = {signal.SIGINT: signal.default_int_handler}
        self._raised: list[BaseException] = []
        self._own_handler = False
        self.wakeup = -1
        """The file to which each signal's number is written (`set_wakeup_fd`), or -1."""
        self._cancel_alarm: Callable[[], None] | None = None
        self._alarm_at = 0

    def is_virtual(self, error: BaseException) -> bool:
        """Whether a KeyboardInterrupt is the program's own affair, not a real Ctrl-C.

        It is if a virtual signal raised it, or may have told a handler of the program's to.
        """
        return error in self._raised or self._own_handler

    def arrive(self, signum: int) -> None:
        """Deliver a signal to the main task: at its next operation, or out of its wait."""
        handler = self.handlers.get(signum, signal.SIG_DFL)
        if handler is signal.SIG_IGN or handler == signal.SIG_IGN:
            return
        kernel, main = self.kernel, self.kernel.main
        if main is None:
            return
        if self.wakeup >= 0 and callable(handler):
            with suppress(OSError):
                os.write(self.wakeup, bytes([signum]))
        kernel.interrupts.append(lambda: self._handle(signum))
        if main is kernel.current:
            kernel.handle_interrupts()
        elif main.state is State.BLOCKED:
            kernel.interrupt(main)

    def simulate(self, signum: int) -> None:
        """As `arrive`, but a signal without a Python handler does nothing (`interrupt_main`)."""
        if not 0 < signum < signal.NSIG:
            raise ValueError("signal number out of range")
        if callable(self.handlers.get(signum)):
            self.arrive(signum)

    def _handle(self, signum: int) -> None:
        handler = self.handlers.get(signum, signal.SIG_DFL)
        try:
            if handler in (signal.SIG_DFL, None):
                raise SystemExit(128 + signum)
            if handler is not signal.SIG_IGN:
                self._own_handler |= handler is not signal.default_int_handler
                handler(signum, sys._getframe(1))
        except KeyboardInterrupt as interrupt:
            self._raised.append(interrupt)
            raise

    def alarm(self, seconds: float, signum: int) -> float:
        """Send `signum` after virtual seconds, 0 for never; return what the last one had left."""
        now = self.kernel.clock.now
        left = max(0, self._alarm_at - now) / SECOND if self._cancel_alarm else 0.0
        if self._cancel_alarm:
            self._cancel_alarm()
            self._cancel_alarm = None
        if seconds:
            self._alarm_at = now + nanoseconds(seconds)
            self._cancel_alarm = self.kernel.deadlines.at(
                self._alarm_at, lambda: self._ring(signum)
            )
        return left

    def _ring(self, signum: int) -> None:
        self._cancel_alarm = None
        self.arrive(signum)


class Signals:
    """The functions of `signal`, for tasks virtual and for all others real."""

    def signal(self, signum: int, handler: Any, /) -> Any:
        """As `signal.signal`: in the main task only."""
        task = current_task()
        if task is None:
            return _real["signal"](signum, handler)
        if task.number:
            raise ValueError("signal only works in main thread of the main interpreter")
        if not callable(handler) and handler not in (signal.SIG_IGN, signal.SIG_DFL):
            raise TypeError(
                "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
            )
        handlers = task.kernel.signals.handlers
        old = handlers.get(signum, signal.SIG_DFL)
        handlers[signum] = handler
        return old

    def getsignal(self, signum: int, /) -> Any:
        """As `signal.getsignal`."""
        task = current_task()
        if task is None:
            return _real["getsignal"](signum)
        return task.kernel.signals.handlers.get(signum, signal.SIG_DFL)

    def alarm(self, seconds: int, /) -> int:
        """As `signal.alarm`, in virtual time."""
        task = current_task()
        if task is None:
            return int(_real["alarm"](seconds))
        return -int(-task.kernel.signals.alarm(seconds, signal.SIGALRM) // 1)

    def setitimer(
        self, which: int, seconds: float, interval: float = 0.0, /
    ) -> tuple[float, float]:
        """As `signal.setitimer` of the real clock, in virtual time; without an interval."""
        task = current_task()
        if task is None:
            return _real["setitimer"](which, seconds, interval)
        if which != signal.ITIMER_REAL or interval:
            raise NotImplementedError("in virtual time only setitimer(ITIMER_REAL, seconds) exists")
        return task.kernel.signals.alarm(seconds, signal.SIGALRM), 0.0

    def set_wakeup_fd(self, fd: int, /, *, warn_on_full_buffer: bool = True) -> int:
        """As `signal.set_wakeup_fd`: in the main task only."""
        task = current_task()
        if task is None:
            return int(_real["set_wakeup_fd"](fd, warn_on_full_buffer=warn_on_full_buffer))
        if task.number:
            raise ValueError("set_wakeup_fd only works in main thread of the main interpreter")
        signals = task.kernel.signals
        old, signals.wakeup = signals.wakeup, fd
        return int(old)

    def pause(self) -> None:
        """As `signal.pause`: wait until a signal has been handled."""
        task = current_task()
        if task is None:
            _real["pause"]()
        else:
            task.kernel.block("a signal", None)

    def raise_signal(self, signum: int, /) -> None:
        """As `signal.raise_signal`."""
        task = current_task()
        if task is None:
            _real["raise_signal"](signum)
        else:
            task.kernel.signals.arrive(signum)

    def pthread_kill(self, ident: int, signum: int, /) -> None:
        """As `signal.pthread_kill`; Python's handlers run in the main thread whoever was meant."""
        task = current_task()
        if task is None:
            _real["pthread_kill"](ident, signum)
        elif signum:
            task.kernel.signals.arrive(signum)

    def kill(self, pid: int, signum: int, /) -> None:
        """As `os.kill`; a signal to the own process is a virtual one."""
        task = current_task()
        if task is None or pid != os.getpid() or not signum:
            _real_kill(pid, signum)
        else:
            task.kernel.signals.arrive(signum)


def stand_ins(signals: Signals) -> list[tuple[object, object]]:
    """Pairs of what to replace and what replaces it."""
    names = ("signal", "getsignal", "alarm", "setitimer", "pause", "raise_signal", "pthread_kill",
             "set_wakeup_fd")  # fmt: skip
    pairs = [(_real[name], getattr(signals, name)) for name in names if name in _real]
    return [*pairs, (_real_kill, signals.kill)]
