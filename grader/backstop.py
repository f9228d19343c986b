"""The real-time limit of a check, for code that never reaches a scheduling point.

Virtual time costs nothing, so a check that goes on is stuck: it computes without an end (counted in
processor time, which a loaded machine does not spend faster), or it waits for the real world.
"""

from __future__ import annotations

import _thread
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from grader.engine import is_library
from grader.engine.carrier import current_task
from grader.engine.describe import at_frame
from grader.engine.findings import Place
from grader.engine.task import Task, abandoned

AGAIN = 0.1
"""Seconds until the next try, if code that is stuck catches what it is sent, or can't be found."""
BUSY = 0.05
"""The share of a real-time limit that a waiting program does not spend computing. One that computes
does so even on a machine with much else to do, and has its own limit."""
DEEPEST = 1000
"""Lines of a stack that are looked at."""
TRIES = 10
"""How often to look for a line of the student's before giving up on one."""
ROOM = 100
"""Calls within calls that an alarm may need, wherever it finds the program."""


class TimeIsUp(BaseException):
    """A check was still running at its limit; raised into it, and fatal to its world.

    `place` is the line that was stuck, `frames` all lines on the way there, innermost first.
    """

    def __init__(self, frames: tuple[Place, ...], thread: str, seconds: float, computing: bool):
        self.frames = frames
        self.thread = thread
        self.seconds = seconds
        self.computing = computing
        super().__init__(f"still running after {seconds:g} s")


class Backstop:
    """Ends a check in this OS thread that computes or waits for longer than its limits."""

    def __init__(self, real: float, computing: float) -> None:
        self.real = real
        self.computing = computing
        self.file = ""
        self.alarm: ItimerAlarm | ThreadAlarm | None = None
        self._tries = 0
        self._deepest = 0

    def start(self, file: str) -> None:
        """Begin to count, unless there is no limit. The stuck line is looked for in `file`."""
        self.file = file
        if self.real <= 0:
            return
        self._deepest = sys.getrecursionlimit()
        self.alarm = alarm_kind()(self.real, self.computing, self._ring)

    def cancel(self) -> None:
        """Stop counting; harmless if it never began."""
        if self.alarm is not None:
            self.alarm.cancel()
            self.alarm = None
            sys.setrecursionlimit(self._deepest)

    def _ring(self, frame: FrameType | None, computing: bool) -> None:
        """End the world in which the current task is stuck; called between two of its bytecodes."""
        sys.setrecursionlimit(sys.getrecursionlimit() + ROOM)
        frames = _lines(frame)
        self._tries += 1
        if self._tries < TRIES and not any(place.file == self.file for place in frames):
            return
        task = current_task()
        seconds = self.computing if computing else self.real
        time_is_up = TimeIsUp(frames, task.name if task else "main", seconds, computing)
        if task is None:
            raise time_is_up
        if not task.kernel.closing:
            task.kernel.abort(time_is_up)
            task.kernel.leave(task)
        _put_aside(task)


def _put_aside(task: Task) -> None:
    """Leave a task for ever that is stuck even while it is being unwound."""
    abandoned.append(task)
    task.kernel.hub.switch()


def _lines(frame: FrameType | None) -> tuple[Place, ...]:
    """The lines outside of libraries that a stack stands at, innermost first.

    Of a stack without an end only the innermost ones: whoever is here is late already.
    """
    found: list[Place] = []
    while frame is not None and len(found) < DEEPEST:
        if not is_library(frame.f_code.co_filename):
            found.append(at_frame(frame))
        frame = frame.f_back
    return tuple(found)


def alarm_kind() -> type[ItimerAlarm | ThreadAlarm]:
    """Return the best alarm that this platform has."""
    return ItimerAlarm if hasattr(signal, "setitimer") else ThreadAlarm


class Waiting:
    """Tells real seconds of waiting from those that a busy machine takes to compute something."""

    def __init__(self, real: float) -> None:
        self._busy = BUSY * real
        self._pause = round(real / AGAIN)
        self._spent = time.process_time()
        self._asked = 0
        self._was_seen = False

    def is_seen(self) -> bool:
        """Whether a real-time limit has passed without computing; asked when one is over.

        Asked again after each AGAIN, it looks only when the limit has passed once more.
        """
        if not self._was_seen and self._asked == 0:
            before, self._spent = self._spent, time.process_time()
            self._was_seen = self._spent - before < self._busy
            self._asked = self._pause
        else:
            self._asked -= 1
        return self._was_seen


class ItimerAlarm:
    """Rings by signal: after real seconds of waiting, or after seconds of processor time."""

    def __init__(
        self, real: float, computing: float, ring: Callable[[FrameType | None, bool], None]
    ) -> None:
        waiting = Waiting(real)

        def handle(number: int, frame: FrameType | None) -> None:
            if number == signal.SIGPROF or waiting.is_seen():
                ring(frame, number == signal.SIGPROF)

        self._before = {
            number: signal.signal(number, handle) for number in (signal.SIGALRM, signal.SIGPROF)
        }
        signal.setitimer(signal.ITIMER_REAL, real, AGAIN)
        signal.setitimer(signal.ITIMER_PROF, computing, AGAIN)

    def cancel(self) -> None:
        """Ring no more."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)


class ThreadAlarm:
    """The same where there are no interval timers: an OS thread that watches the clocks.

    It can't interrupt a call that blocks; the ring comes when that call returns.
    """

    SIGNAL = getattr(signal, "SIGBREAK", signal.SIGINT)

    def __init__(
        self, real: float, computing: float, ring: Callable[[FrameType | None, bool], None]
    ) -> None:
        self._real = real
        self._computing = time.process_time() + computing
        self._by_computing = False
        self._over = threading.Event()
        self._before = signal.signal(
            self.SIGNAL, lambda number, frame: ring(frame, self._by_computing)
        )
        threading.Thread(target=self._watch, name="grader's backstop", daemon=True).start()

    def cancel(self) -> None:
        """Ring no more."""
        self._over.set()
        signal.signal(self.SIGNAL, self._before)

    def _watch(self) -> None:
        waiting = Waiting(self._real)
        until = time.monotonic() + self._real
        while not self._over.wait(AGAIN):
            self._by_computing = time.process_time() >= self._computing
            if self._by_computing or (time.monotonic() >= until and waiting.is_seen()):
                _thread.interrupt_main(self.SIGNAL)
