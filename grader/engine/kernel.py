"""The baton: who runs, who waits, and when time moves. Knows tasks and the clock, not threads.

Exactly one task holds the baton. A task gives it away when it blocks, finishes, or reaches a
scheduling point at which the scheduler chooses another. There is no loop in the middle: the task
that gives the baton away picks the next one and switches to it directly.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Sequence
from itertools import count
from sys import getprofile, gettrace
from time import sleep as really_sleep
from typing import Any, NamedTuple

from greenlet import getcurrent, greenlet

from grader.engine.carrier import Carrier
from grader.engine.clock import SECOND, VirtualClock, nanoseconds
from grader.engine.deadlines import Deadlines
from grader.engine.describe import circle_of, thread_start, waiter_of
from grader.engine.findings import Deadlock, Finding, LeakedThread, NeverEnds
from grader.engine.progress import Progress
from grader.engine.schedulers import Scheduler
from grader.engine.task import State, Task, Unwind, Waiting
from grader.engine.trace import Trace

RUNNABLE, BLOCKED = State.RUNNABLE, State.BLOCKED
PAUSE = 0.01
"""Real seconds between two looks for what the world outside may do to files."""


class Watch(NamedTuple):
    """How to see whether the files that a task waits for are ready."""

    is_ready: Callable[[], bool]
    patience: float
    """Real seconds after which nothing is expected any more from the world outside."""


class Kernel:
    """The threads of one world, and the clock they live by."""

    def __init__(
        self,
        scheduler: Scheduler,
        *,
        horizon: float = 3600.0,
        record: bool = True,
        main_ident: int = 1,
    ) -> None:
        self.hub: greenlet = getcurrent()
        """Whoever made the world; gets the baton back when the world ends."""
        self.carriers: list[Carrier] | None = None
        """Those that wait for a task, if tasks of more than one execution may share them."""
        self.clock = VirtualClock()
        self.deadlines = Deadlines()
        self.scheduler = scheduler
        self.preemptive = scheduler.preemptive
        self._learn: Any = getattr(scheduler, "accessed", None)
        self.record = record
        self.trace = Trace()
        self.findings: list[Finding] = []
        self.tasks: list[Task] = []
        """The tasks that have not finished, in the order in which they were started."""
        self.current: Task | None = None
        self.runnable: deque[Task] = deque()
        self.horizon = nanoseconds(horizon)
        self.closing = False
        self.fatal: BaseException | None = None
        self.main_ident = main_ident
        self.interrupts: deque[Callable[[], object]] = deque()
        """What signals ask the main task to call, at its next operation."""
        self.cut_short = False
        """Whether the scheduler has seen enough of this execution."""
        self.ending = False
        """Whether main is over and only its program's threads are waited for."""
        self.shut_down = False
        """Whether the program is so far at its end that no thread can be started."""
        self.schedule: list[int] = []
        """The numbers of the tasks that a preemptive scheduler chose."""
        self.preemptions = 0
        """How often it switched away from a task that could have gone on."""
        self.watcher: Any = None
        """Told of every access to what is shared, if set: looks for data races."""
        self.progress = Progress(self)
        self.writes = 0
        """Counts what may end another task's polling loop."""
        # what `lowlevel` keeps for each world
        self.signals: Any = None
        self.keyboard: Any = None
        self.tables: dict[str, Any] = {}
        self.at_exit: list[tuple[Any, Any, Any]] = []
        self.traced = sys.gettrace() is not None
        """Whether a tool such as coverage looks on from outside; it then sees all threads."""
        self.stack_size = 0
        self.watched: dict[Task, Watch] = {}
        """Who waits for files."""
        self.running_loops: Any = None
        """Stops and starts what `asyncio` takes for the running event loop, once there was one."""
        self.leftovers: list[Task] = []
        """Suspended tasks of programs that ended inside this world; unwound with it."""
        self.serial = count(1)
        """Numbers what is told apart by its place in memory otherwise."""
        self._numbers = count()

    @property
    def now(self) -> float:
        """Virtual seconds since the world began."""
        return self.clock.now / SECOND

    @property
    def main(self) -> Task | None:
        """The main task, until it finishes."""
        return self.tasks[0] if self.tasks and self.tasks[0].number == 0 else None

    # -- tasks come and go ----------------------------------------------------------------------

    def spawn(
        self,
        function: Callable[..., object],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Task:
        """Make a runnable task; it does not run before the current one gives the baton away."""
        number = next(self._numbers)
        # far from the idents of OS threads, so that no table can mix them up
        ident = self.main_ident if number == 0 else (1 << 62) + number
        task = Task(self, number, ident, function, args, kwargs)
        self.tasks.append(task)
        self.runnable.append(task)
        if self.record:
            if number:
                task.started_at = thread_start()
            starter = self.current.name if self.current else ""
            self.trace.add("start", task, self.clock.now, starter, task.started_at)
        return task

    def let_begin(self, task: Task, newborn: Task) -> None:
        """Let a thread that `task` has just started run at once, if it is its turn.

        `Thread.start` is about to wait until the thread has begun: no schedule tears that apart.
        """
        if not self.preemptive and len(self.runnable) > 1:
            return
        self.runnable.remove(newborn)
        self.runnable.append(task)
        task.turn += 1
        self.progress.made()
        self.current = None
        self._switch_to(newborn.carrier, task)
        if self.interrupts and task.number == 0:
            self.handle_interrupts()

    def live(
        self, task: Task, function: Callable[..., object], args: tuple[Any, ...], kwargs: Any
    ) -> None:
        """Call a new task's function; report what it raises as the interpreter would."""
        self.current = task
        if self.closing:
            return
        if task.number and not self.traced:
            _restore((None, None))
        if self.running_loops is not None:
            self.running_loops.stop()
        try:
            function(*args, **kwargs)
        except (Unwind, SystemExit):
            pass
        except Exception as error:
            if not self.closing:
                error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
                self.unraisable(error, function)
        except BaseException as error:
            self.abort(error)

    def unraisable(self, error: Exception, function: Callable[..., object]) -> None:
        """Report an exception that no thread's own code can hand on; replaced by `lowlevel`."""
        raise NotImplementedError

    def abort(self, error: BaseException) -> None:
        """Stop the world; whoever made it gets `error` raised."""
        if self.fatal is None:
            self.fatal = error
        self.closing = True

    def finish(self, task: Task) -> greenlet:
        """Note that `task` has ended; return who gets the baton."""
        task.state = State.FINISHED
        if self.closing:
            return self.hub
        for call in task.at_end:
            call()
        task.at_end.clear()
        for reference in task.at_death:
            table = reference()
            if table is not None:
                table.pop(task, None)
        self.tasks.remove(task)
        self.progress.made()
        if self.record:
            self.trace.add("end", task, self.clock.now)
        if task.number == 0:
            return self.hub
        self.current = None
        return self._next_task()

    # -- waiting and waking ---------------------------------------------------------------------

    def block(self, kind: str, what: object, until: int | None = None) -> bool:
        """Let the current task wait until it is woken or, in nanoseconds, `until`.

        Returns whether it was woken. `kind` and `what` say why, for reports.
        """
        task = self.current
        assert task is not None
        if self.closing:
            task.unwind_again()
        task.waiting = Waiting(kind, what, self.clock.now, until)
        task.state = BLOCKED
        task.woken = False
        task.spins, task.caught = 0, False
        self.progress.made()
        if until is not None:
            self.deadlines.add(until, task)
        if self.record:
            self.trace.waits(task, self.clock.now, until)
        self.current = None
        self._switch_to(self._next_task(), task)
        while task.interrupted:
            self._interrupted(task)
        task.waiting = None
        if self.interrupts and task.number == 0:
            self.handle_interrupts()
        if self.record:
            self.trace.add("wake", task, self.clock.now, "woken" if task.woken else "time is up")
        return task.woken

    def _interrupted(self, task: Task) -> None:
        """Run signal handlers in the midst of a wait, then wait for the rest of it (PEP 475)."""
        task.interrupted = False
        waiting, woken = task.waiting, task.woken
        assert waiting is not None
        outer, task.woken_meanwhile = task.woken_meanwhile, False
        try:
            self.handle_interrupts()
        finally:
            meanwhile, task.woken_meanwhile = task.woken_meanwhile, outer
        task.woken = woken or bool(meanwhile)
        if waiting.kind == "a signal":
            return
        if task.woken or (waiting.until is not None and waiting.until <= self.clock.now):
            return
        task.waiting = waiting
        task.state = State.BLOCKED
        if waiting.until is not None:
            task.turn += 1
            self.deadlines.add(waiting.until, task)
        self.current = None
        self._switch_to(self._next_task(), task)

    def wake(self, task: Task) -> bool:
        """Make a blocked task runnable; return False if it no longer waits."""
        if task.interrupted:
            task.woken = True
            return True
        if task.state is not State.BLOCKED:
            if task.woken_meanwhile is None:
                return False
            task.woken_meanwhile = True  # its own signal handler sets what it waits for
            return True
        task.woken = True
        if self.record:
            self.trace.woken(task, self.current)
        if task.waiting is not None and task.waiting.until is not None:
            self.deadlines.leave_one()
        self._resume(task)
        return True

    def sleep(self, seconds: float) -> None:
        """Let the current task wait for virtual seconds; 0 lets the others run first."""
        if seconds == 0:
            self.pause()
        else:
            self.block("sleep", None, self.clock.now + nanoseconds(seconds))

    def interrupt(self, task: Task) -> None:
        """Take a blocked task out of its wait for a moment: it handles interrupts, and waits on."""
        task.interrupted = True
        task.turn += 1  # the handler may wait too, and must not be woken by the end of this wait
        task.state = State.RUNNABLE
        self.runnable.append(task)
        self.progress.interrupted()

    def pause(self) -> None:
        """Let every other runnable task run before the current one goes on."""
        task = self.current
        assert task is not None
        if self.closing:
            task.unwind_again()
        self.progress.poll()
        self.let_others_run(task)

    def let_others_run(self, task: Task) -> None:
        """Let those run that can, before `task`, the current one, goes on."""
        if self.runnable:
            self.runnable.append(task)
            self.current = None
            self._switch_to(self._next_task(), task)

    def step_aside(self, task: Task) -> None:
        """Let any other task than `task`, the current one, run next."""
        self.current = None
        chosen = self._next_task()
        self.runnable.append(task)
        self._switch_to(chosen, task)

    # -- scheduling points ----------------------------------------------------------------------

    def point(self, pending: object) -> None:
        """Ask the scheduler who runs next while the current task could go on.

        `pending` tells the scheduler what the current task does next.
        """
        task = self.current
        assert task is not None
        if self.closing:
            task.unwind_again()
        task.pending = pending
        # a thread that has just begun may as well begin later: no switch away from it is forced
        current = None if task.fresh else task
        task.fresh = False
        chosen = self._ask((task, *self.runnable), current)
        if chosen is None:
            self.leave(task)
            return
        self.schedule.append(chosen.number)
        if chosen is not task:
            self.preemptions += current is not None
            self.runnable.remove(chosen)
            self.runnable.append(task)
            self.current = None
            self._switch_to(chosen.carrier, task)
            task.waiting = None

    def accessed(self, task: Task, what: object, kind: str) -> None:
        """Tell a scheduler that learns what `task` has done to a shared object, just now.

        Kinds are read and write for data; acquire, release, put, get; try for what looks without
        waiting; start, end and join for threads; show for output.
        """
        if kind not in ("read", "try", "join", "acquire", "release"):
            self.writes += 1
        if self._learn is not None:
            self._learn(task, what, kind)
        if self.watcher is not None:
            self.watcher.accessed(task, what, kind)

    def demote(self, task: Task, what: object) -> None:
        """Let a runnable task wait again, since another took what both wanted."""
        kind, until = task.wish
        if until is not None and until <= self.clock.now:
            return  # its time is up: it goes on without
        self.runnable.remove(task)
        task.state = State.BLOCKED
        task.waiting = Waiting(kind, what, self.clock.now, until)
        if until is not None:
            task.turn += 1
            self.deadlines.add(until, task)

    # -- time -----------------------------------------------------------------------------------

    def advance(self, when: int) -> None:
        """Move the clock on towards `when` while the current task runs, but not past a deadline.

        Wake those due. At the horizon the world ends, and the task never goes on.
        """
        deadline = self.deadlines.first()
        if deadline is not None:
            when = min(when, deadline)
        if when > self.horizon and self.current is not None:
            self._too_late()
            self.leave(self.current)
        self.clock.jump(when)
        self._wake_due()

    def _wake_due(self) -> None:
        """Wake all whose deadline is now, in the order in which they began to wait."""
        for task in self.deadlines.due(self.clock.now):
            self._resume(task)

    # -- the baton ------------------------------------------------------------------------------

    def _resume(self, task: Task) -> None:
        task.state = RUNNABLE
        task.turn += 1
        self.runnable.append(task)
        self.progress.made()

    def _next_task(self) -> greenlet:
        """Choose who gets the baton now that the current task is out; let time pass if need be."""
        runnable = self.runnable
        while not runnable:
            if self.sees_files():
                break
            when = self.deadlines.first()
            if when is None:
                if self.watched and self._look_again():
                    break
                return self._stuck()
            if when > self.horizon:
                return self._too_late()
            self.clock.jump(when)
            self._wake_due()
        if not self.preemptive:
            return runnable.popleft().carrier if len(runnable) == 1 else self._choose()
        return self._choose()

    def sees_files(self) -> bool:
        """Wake those whose files are ready; return whether there are any."""
        if not self.watched:
            return False
        ready = [task for task, watch in self.watched.items() if watch.is_ready()]
        for task in ready:
            self.wake(task)
        return bool(ready)

    def _look_again(self) -> bool:
        """Hold up the world for a while, as nothing but the world outside could go on."""
        patience = max(watch.patience for watch in self.watched.values())
        for _ in range(round(patience / PAUSE)):
            really_sleep(PAUSE)
            if self.sees_files():
                return True
        return False

    def _ask(self, runnable: Sequence[Task], current: Task | None) -> Task | None:
        """Let the scheduler choose; None if it has seen enough, or failed."""
        try:
            chosen = self.scheduler.next_task(runnable, current)
        except Exception as error:  # its mistake, which no task's code may catch
            self.abort(error)
            return None
        self.cut_short = chosen is None
        return chosen

    def _choose(self) -> greenlet:
        runnable = self.runnable
        chosen = self._ask(runnable, None)
        if chosen is None:
            self.closing = True
            return self.hub
        if self.preemptive:
            self.schedule.append(chosen.number)
        if chosen is runnable[0]:
            runnable.popleft()
        else:
            runnable.remove(chosen)
        carrier: Carrier = chosen.carrier
        return carrier

    def _switch_to(self, chosen: greenlet, task: Task) -> None:
        """Hand the baton over; return when it comes back to `task`."""
        if chosen is not task.carrier:
            tracing = task.tracing = gettrace(), getprofile()
            if self.running_loops is not None:
                task.loop = self.running_loops.stop()
            if chosen:
                chosen.switch()
            else:
                self.hub.switch(chosen)  # it has not begun; see `World.start`
            if (gettrace(), getprofile()) != tracing or task.tracing is not tracing:
                _restore(task.tracing)
            if self.running_loops is not None:
                self.running_loops.start(task.loop)
        if self.closing:
            task.unwind_again()
        self.current = task

    def leave(self, task: Task) -> None:
        """End the world from within `task`, which never goes on."""
        self.closing = True
        self.hub.switch()
        task.unwind_again()

    def handle_interrupts(self) -> None:
        """Call, in the main task, what signals asked for."""
        while self.interrupts:
            self.interrupts.popleft()()

    # -- the end of the world -------------------------------------------------------------------

    def _stuck(self) -> greenlet:
        """Nobody can run, and no time that passes will change that."""
        if self.ending:
            self.findings.append(LeakedThread(self.now, self._leaked()))
        else:
            self.findings.append(Deadlock(self.now, *self._waiters()))
        self.closing = True
        return self.hub

    def _too_late(self) -> greenlet:
        self.clock.jump(self.horizon)
        if self.ending:
            self.findings.append(LeakedThread(self.now, self._leaked()))
        else:
            self.findings.append(NeverEnds(self.now, self._waiters()[0]))
        self.closing = True
        return self.hub

    def _waiters(self) -> tuple[Any, ...]:
        return tuple(map(waiter_of, self.tasks)), circle_of(self.tasks)

    def _leaked(self) -> tuple[Any, ...]:
        return tuple(waiter_of(task) for task in self.tasks if task.number and not task.is_daemon)

    def close(self) -> None:
        """Unwind every task that is left, so that nothing of this world goes on."""
        self.closing = True
        hub = getcurrent()
        for task in [*self.tasks, *self.leftovers]:
            task.kernel.closing = True
            task.unwind(hub)
        self.tasks.clear()
        self.leftovers.clear()
        self.runnable.clear()

    def forget(self) -> None:
        """Let go of what refers back to this kernel, so that it dies with its last user.

        Cycles would wait for the collector, which is switched off while worlds exist.
        """
        self.current = None
        del self.progress
        self.signals.kernel = self.keyboard.kernel = None
        self.deadlines.clear()
        self.interrupts.clear()
        self.watched.clear()
        self.at_exit.clear()


def _restore(tracing: tuple[Any, Any]) -> None:
    """Set a thread's trace and profile functions again, if others are set."""
    trace, profile = tracing
    if gettrace() is not trace:
        sys.settrace(trace)
    now = getprofile()
    # cProfile, before 3.12, is no function that could be set again: it sees all threads
    if now is not profile and all(each is None or callable(each) for each in (now, profile)):
        sys.setprofile(profile)
