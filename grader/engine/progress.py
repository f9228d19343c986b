"""Tells a loop that works from one that spins, and keeps the latter from being endless.

Counted is what could be a turn of a polling loop, since anybody last waited, woke or finished.
Whether such turns are honest work is seen from the program's variables, one level into objects;
nothing of the program is run.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable
from types import FrameType
from typing import TYPE_CHECKING, Any

from grader.engine.describe import attributes, frame_of, is_library, place_of
from grader.engine.findings import BusyWait, Livelock

if TYPE_CHECKING:
    from grader.engine.kernel import Kernel
    from grader.engine.task import Task

IDLE_TURNS = 10
"""Turns of a loop without anybody's writing anything, after which it lets others run."""
BUSY_TURNS = 2_000
"""Such turns while nobody else could run, after which it is a finding, and time goes on."""
POLLS_BEFORE_A_SWITCH = 200
"""Operations that could be a polling loop's turns, before a task lets the others run."""
POLLS_BEFORE_TIME_MOVES = 5_000
"""The same over all tasks, without any waiting, waking or finishing, before it is a finding, and
the clock moves on to the next deadline."""
POLLS_OF_THE_CAUGHT = 50
"""The same, once a task was caught and has not waited since: an hour of that is over quickly."""
PATIENCE = 16
"""How many times as much is allowed while what the tasks see keeps changing: that is work."""
TURNS_PER_POLL = 50
"""Turns of a loop that count as one such operation; of one that takes a lock each time, five."""
TAKINGS_PER_POLL = 500
"""Takings of a free lock that do."""
FRAMES = 10
"""How many of a thread's own functions are looked at, from the innermost on."""
_PLAIN = (int, str, float, bool, bytes, type(None))
_SIZED = (list, dict, set, tuple, deque, bytearray)


class Progress:
    """What the tasks of one world have done since one of them last waited, woke or finished."""

    __slots__ = ("_creep", "_doubts", "_glance", "_kernel", "_polls", "_reads", "_taken", "_turns")

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._taken = 0
        self._glance: list[object] = []
        """What the tasks saw when they were last suspected of spinning."""
        self.made()

    def made(self) -> None:
        """Begin to count anew: somebody waited, woke or finished."""
        self._polls = self._turns = self._reads = self._doubts = 0
        self._creep = 1_000

    def interrupted(self) -> None:
        """Begin to count anew, as a signal was handled."""
        self._polls = self._turns = 0

    # -- what could be a turn of a polling loop -------------------------------------------------

    def poll(self) -> None:
        """Count what could be one turn of a polling loop, and keep it from being endless.

        A task that polls lets the others run; when all poll and nothing happens, time goes on.
        """
        kernel = self._kernel
        task = kernel.current
        assert task is not None
        if kernel.closing:
            task.unwind_again()
        if task.number == 0 and kernel.interrupts:
            kernel.handle_interrupts()
        self._polls += 1
        task.spins += 1
        if self._polls == POLLS_BEFORE_TIME_MOVES // 2:
            self._glance = glance(kernel.tasks)
        if self._polls >= POLLS_BEFORE_TIME_MOVES:
            self._busy(task)
        elif task.caught:
            self._still_busy(task)
        elif task.spins % POLLS_BEFORE_A_SWITCH == 0:
            kernel.let_others_run(task)

    def turn(self) -> None:
        """Count a turn of a loop in the student's code.

        It is a step of honest work as well as of polling, so many of them count as one poll.
        """
        self._turns += 1
        if self._turns >= TURNS_PER_POLL:
            self._turns = 0
            self.poll()

    def took(self) -> None:
        """Count the taking of a free lock: as honest work, unless a loop goes round with it."""
        self._turns += TURNS_PER_POLL // 5
        self._taken += 1
        if self._taken % TAKINGS_PER_POLL == 0:
            self.poll()

    def looked(self, found: bool) -> None:
        """Count a look at a lock, a queue or a thread.

        It is a polling loop's turn if nothing was `found`; a thread that has ended, a free lock or
        an item are what loops of honest work find.
        """
        if found:
            self.turn()
        else:
            self.poll()

    def read_clock(self) -> int:
        """Return what a program reads off the clock, in nanoseconds since the world began.

        A loop that only reads the clock moves it: first by a hair, which deadlines and checks
        don't see, then by a microsecond a reading, and by ever more while nothing else happens.
        """
        clock = self._kernel.clock
        self._reads += 1
        self.poll()
        if self._polls > 1_000:
            if self._reads % 1_000 == 0:
                self._creep *= 2
            self._kernel.advance(clock.reading() + self._creep)
        elif self._polls > 100:
            clock.hair += 1
        return clock.reading()

    # -- turns of loops where the scheduler preempts ---------------------------------------------

    def loop(self) -> None:
        """Count a turn of a loop in the student's code, where the scheduler preempts.

        A loop that turns ten times while nobody writes anything waits for somebody, and steps
        aside: else there would be no end of schedules in which it just turns once more.
        """
        task = self._kernel.current
        assert task is not None
        if self._kernel.writes != task.seen_writes:
            task.seen_writes, task.idle = self._kernel.writes, 0
        task.idle += 1
        if task.idle % IDLE_TURNS == 0:
            self._step_aside(task)

    def _step_aside(self, task: Task) -> None:
        """Let another task run, since the current one's loop waits for what another must do.

        If all others wait for a time to come, it may be computing: it gets many more turns.
        """
        kernel = self._kernel
        if not kernel.runnable and task.idle >= BUSY_TURNS:
            turns, task.idle = task.idle, 0
            self._note(BusyWait(kernel.now, task.name, place_of(sys._getframe()), turns))
            self._busy(task)
        if kernel.runnable:
            task.idle = 0
            kernel.step_aside(task)

    # -- what is done about it ------------------------------------------------------------------

    def interrupt_loop(self, patience: bool) -> None:
        """Let others run although the current task reaches no operation of ours.

        If all others wait for a time to come, it may be computing for them to use, or waiting for
        them: time passes once `patience` is over.
        """
        kernel = self._kernel
        task = kernel.current
        if task is None or kernel.closing:
            return
        if not kernel.runnable and not patience:
            deadline = kernel.deadlines.first()
            if deadline is not None:
                self._note(BusyWait(kernel.now, task.name, place_of(sys._getframe()), 0))
                kernel.advance(deadline)
        kernel.let_others_run(task)

    def _busy(self, task: Task) -> None:
        """Deal with tasks that all spin: let the clock go on, or give up."""
        kernel = self._kernel
        turns, reads = self._polls, self._reads
        self.interrupted()
        if kernel.sees_files():
            return
        finding = BusyWait(kernel.now, task.name, place_of(sys._getframe()), turns)
        if reads > 1_000:  # the clock moves by being read
            self._polls, self._reads = 1_000, 0
            self._note(finding)
        elif self._is_work():
            return
        elif (deadline := kernel.deadlines.first()) is not None:
            task.caught = True
            self._note(finding)
            kernel.advance(deadline)
        else:
            kernel.findings.append(Livelock(kernel.now, task.name, finding.at, turns))
            kernel.leave(task)

    def _still_busy(self, task: Task) -> None:
        """Let others run at each turn of a task that was caught, and the clock go on soon.

        Without a deadline it is looked at anew, as if it had not been caught.
        """
        kernel = self._kernel
        if self._polls < POLLS_OF_THE_CAUGHT:
            kernel.let_others_run(task)
        elif (deadline := kernel.deadlines.first()) is not None:
            self.interrupted()
            kernel.advance(deadline)
        else:
            task.caught = False

    def _is_work(self) -> bool:
        """Whether what the tasks see has changed since the last glance; not for ever."""
        before, self._glance = self._glance, glance(self._kernel.tasks)
        self._doubts += 1
        return self._doubts <= PATIENCE and before != self._glance

    def _note(self, finding: BusyWait) -> None:
        """Report a busy wait, once for each thread and line."""
        found = (each for each in self._kernel.findings if isinstance(each, BusyWait))
        if not any(each.thread == finding.thread and each.at == finding.at for each in found):
            self._kernel.findings.append(finding)


def glance(tasks: Iterable[Task]) -> list[object]:
    """Return what can be compared with a later glance: equal if nothing seems to have changed."""
    return [each for task in tasks for frame in _own(frame_of(task)) for each in _seen(frame)]


def _own(frame: FrameType | None) -> list[FrameType]:
    found: list[FrameType] = []
    while frame is not None and len(found) < FRAMES:
        if not is_library(frame.f_code.co_filename):
            found.append(frame)
        frame = frame.f_back
    return found


def _seen(frame: FrameType) -> list[object]:
    names, module = frame.f_code.co_names, frame.f_globals
    values = [*frame.f_locals.values(), *(module[name] for name in names if name in module)]
    return [look for value in values for look in _looks(value)]


def _looks(value: Any) -> list[object]:
    return [_look(value), *map(_look, attributes(value).values())]


def _look(value: Any) -> object:
    if type(value) in _PLAIN:
        return value
    return (id(value), len(value)) if type(value) in _SIZED else id(value)
