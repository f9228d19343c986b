"""Deterministic threads in virtual time. This text is the specification.

    execution = execute(main)       # run main() as the main thread of a fresh world
    execution.value, execution.exception, execution.findings, execution.trace, execution.exit_time

**Who runs.** A thread of a world is a task: a greenlet of one OS thread. Exactly one task runs at
a time. It keeps the baton until it waits, ends, or reaches a scheduling point at which the
scheduler chooses another. Without exploration no task is preempted, and whoever became runnable
first runs first. Programs use the standard library's own `threading`, `queue` and
`concurrent.futures`.

**When time moves.** It stands still while any task is runnable. When all wait, the clock leaps to
the earliest deadline and wakes those due, in the order in which they began to wait. Time is
integer nanoseconds. It begins at 0 for checks, at 1000 s on the monotonic clocks, and on Monday,
2026-01-05, 07:00:00 UTC on the wall. Computing takes no time. A loop that does nothing but read
the clock, or ask whether something is done yet, lets the others run after a number of turns, is a
BusyWait, and moves time on; if nothing can change for it any more, it is a Livelock.

**What waits in virtual time.** `time.sleep`; all that is made of `threading`'s and `queue`'s
primitives; joins; futures and pools, `multiprocessing.pool.ThreadPool` too; `sched`; logging's
locks; imports that wait for one another; `input()` and `sys.stdin`, on a scripted keyboard;
`signal.alarm`, `pause`, and signals, which the main task handles as PEP 475 says;
`select.select`, `selectors` and with them `asyncio`, which look at their files whenever nobody
can run; sockets and pipes whose other end is in the same world, so a threaded server and its
clients.

**What does not.** Files, what has its other end outside, connecting, TLS, other processes and C
code that blocks: they hold up the whole world in real time, which no virtual clock sees. A task
that so waits for another task hangs, until the real-time limit of whoever runs the world names its
line. Processes, and the interpreters of Python 3.14, work, but take no virtual time. `select.poll`
and `epoll` objects used without `selectors` are real; `signal.setitimer` with an interval, or on
another clock than the real one, is refused by a NotImplementedError. What a program took from
outside, such as `sleep` in a default argument that was evaluated earlier, stays real; locks at the
top of a module become virtual nevertheless, and pools and (from Python 3.13 on) threads that were
made earlier are refused by a RuntimeError. Builds without the GIL are not supported.

**How it ends.** As a program does: threads that are no daemons are joined, `atexit` callbacks are
called, daemons are cut off without their `finally`. Then nothing of the world is left, whatever
its tasks catch: they are unwound, or put aside. Everything that was replaced is put back, also
after an exception. An exception that is neither an Exception nor SystemExit stops the world and
is raised by `execute`, unless a virtual Ctrl-C caused it.

**What is found** without anybody's asking: Deadlock, with who waits for what, held by whom, at
which line; LeakedThread, NeverEnds, Livelock, BusyWait, UncaughtException; DataRace if explored
with a watcher.

**Whom it concerns.** Tasks only. Other OS threads of the process keep real primitives and real
clocks, and only one of them can run a world at a time. A debugger in a task reads the real
keyboard. To coverage, threads are greenlets: `coverage run --concurrency=thread,greenlet`.

**Determinism.** The same program, scheduler and seed give the same trace, on the same minor
version of Python with the same hash seed. `random` is seeded, threads and futures are ordered by
number, and there are 4 processors. Sets of a program's own objects are ordered by address, as
ever, and when bytes on a network socket arrive is up to the system, which is quick.
"""

from grader.engine.describe import is_library
from grader.engine.kernel import Kernel
from grader.engine.run import run
from grader.engine.trace import Line, Step, Trace
from grader.engine.world import Execution, current_kernel, execute

__all__ = [
    "Execution",
    "Kernel",
    "Line",
    "Step",
    "Trace",
    "current_kernel",
    "execute",
    "is_library",
    "run",
]
