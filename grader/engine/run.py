"""Runs whole programs in virtual time: a callable, a script, or a module."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from grader.engine.findings import BusyWait, Finding, UncaughtException
from grader.engine.watchdog import watching
from grader.engine.world import Execution, execute

T = TypeVar("T")

DAY = 86_400.0


class WorldEndedError(RuntimeError):
    """A program's main thread could not end; the text says why."""


def run(main: Callable[[], T], *, horizon: float = 30 * DAY) -> T:
    """Call `main()` in a world and return what it returns, or raise what it raises.

    Output goes where it always does. Raises WorldEndedError if main never ends: in a deadlock, or
    at the virtual second `horizon`.
    """
    with watching():
        execution = execute(main, horizon=horizon, record=False, echo=True)
    if execution.exception is not None:
        raise execution.exception
    if execution.ended is None:
        raise WorldEndedError("\n".join(each.explain() for each in serious(execution)))
    return execution.value  # type: ignore[return-value]


def run_program(arguments: list[str]) -> Execution[None]:
    """Run `-m MODULE ARGS` or `SCRIPT ARGS` as `python` would, but in a world."""
    if arguments[0] == "-m":
        sys.argv = arguments[1:]
    else:
        sys.argv = list(arguments)
        sys.path.insert(0, str(Path(arguments[0]).resolve().parent))

    def main() -> None:
        if arguments[0] == "-m":
            runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(arguments[0], run_name="__main__")

    with watching():
        return execute(main, program=True, horizon=30 * DAY, echo=True)


def serious(execution: Execution[T]) -> tuple[Finding, ...]:
    """The findings that kept a program from its end."""
    mild = (UncaughtException, BusyWait)
    return tuple(each for each in execution.findings if type(each) not in mild)
