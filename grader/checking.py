"""Runs one check as the main thread of a fresh world, with what its fixtures stand for.

Knows how a check is executed; not how it is found (`pytest_plugin`) or judged (`rationale`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.engine import Execution, Kernel, Line, Trace, current_kernel, execute
from grader.engine.findings import Finding
from grader.submission import Submission, load, room_for

if TYPE_CHECKING:
    from grader.engine.schedulers import Scheduler

FIXTURES = ("submission", "clock", "together", "program", "trace", "keyboard")
"""What a check may ask for by name; each is made inside the world, for every execution."""


@dataclass(frozen=True, slots=True)
class ProgramRun:
    """What a whole program did, from its start to the interpreter's end."""

    ended: float | None
    """When its main function returned, in virtual seconds; None if it never did."""
    exit_time: float | None
    """When the program ended, its non-daemon threads joined; None if it never did."""
    exit_status: int
    lines: tuple[str, ...]
    output: tuple[Line, ...]
    errors: tuple[Line, ...]
    exception: BaseException | None
    findings: tuple[Finding, ...]
    trace: Trace


class Clock:
    """Virtual time, as a check sees it."""

    @property
    def now(self) -> float:
        """Seconds since the world began."""
        return _kernel().now

    def advance(self, seconds: float) -> None:
        """Let virtual time pass: the check sleeps, and the other threads go on."""
        if seconds < 0:
            raise ValueError("time can't go backwards")
        _kernel().sleep(seconds)

    def __repr__(self) -> str:
        return "clock"


def together(*functions: Callable[[], object]) -> None:
    """Call each function in a thread of its own, all at once; return when all have ended."""
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.name = thread.name.removesuffix(" (<lambda>)")
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _unwatched() -> tuple[None, None]:
    return None, None


class Programs:
    """Runs functions as whole programs, and remembers what became of each.

    `watched` gives each program a scheduler and a watcher, as `execute` takes them.
    """

    def __init__(
        self,
        *,
        echo: bool = False,
        watched: Callable[[], tuple[Scheduler | None, object]] = _unwatched,
    ) -> None:
        self._echo = echo
        self._watched = watched
        self.executions: list[Execution[object]] = []

    def __call__(self, main: Callable[..., object], *args: object, **kwargs: object) -> ProgramRun:
        """Run `main(*args, **kwargs)` in a world of its own, to the interpreter's end."""
        scheduler, watcher = self._watched()
        execution = execute(
            lambda: main(*args, **kwargs),
            program=True,
            echo=self._echo,
            scheduler=scheduler,
            watcher=watcher,
        )
        self.executions.append(execution)
        trace = execution.trace
        return ProgramRun(
            ended=execution.ended,
            exit_time=execution.exit_time,
            exit_status=execution.exit_status,
            lines=tuple(line.text for line in trace.output),
            output=tuple(trace.output),
            errors=tuple(trace.errors),
            exception=execution.exception,
            findings=tuple(execution.findings),
            trace=trace,
        )

    def __repr__(self) -> str:
        return "program"


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One execution of a check, and the programs that it ran in worlds of their own."""

    execution: Execution[object]
    programs: tuple[Execution[object], ...] = ()


def makers(submission: Submission, programs: Programs) -> dict[str, Callable[[], object]]:
    """Return how to make each fixture of a check, by its name."""
    return {
        "submission": lambda: load(submission),
        "clock": Clock,
        "together": lambda: together,
        "program": lambda: programs,
        "trace": lambda: _kernel().trace,
        "keyboard": lambda: _kernel().keyboard,
    }


def run_check(
    body: Callable[..., object],
    submission: Submission,
    wanted: Collection[str] = FIXTURES,
    *,
    scheduler: Scheduler | None = None,
    echo: bool = False,
    record: bool = True,
    watcher: object = None,
    programs: Programs | None = None,
) -> CheckRun:
    """Execute a check once, with the fixtures that it wants.

    Raises only what is fatal to the world: a time limit's or pytest's own exceptions.
    """
    programs = programs or Programs(echo=echo)
    every = makers(submission, programs)

    def main() -> object:
        # pytest has hooks of its own there; a program begins with Python's
        threading.excepthook = threading.__excepthook__
        return body(**{name: every[name]() for name in wanted})

    with room_for(submission):
        execution = execute(main, scheduler=scheduler, echo=echo, record=record, watcher=watcher)
    return CheckRun(execution, tuple(programs.executions))


def _kernel() -> Kernel:
    kernel = current_kernel()
    if kernel is None:
        raise RuntimeError("this works in a check only: no world is running")
    return kernel
