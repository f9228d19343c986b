"""Executes a known bug under the engine's schedulers until it fails."""

from __future__ import annotations

import time
import types
from collections.abc import Callable
from pathlib import Path

from benchmarks.peers import Outcome
from grader.engine import execute
from grader.engine.explore import Attempt, Budget, Exploration, explore
from grader.engine.findings import UncaughtException
from grader.engine.instrument import bind, instrument
from grader.engine.points import Points
from grader.engine.schedulers import Search
from grader.engine.schedulers.bounded import Bounded
from grader.engine.schedulers.dpor import Dpor
from grader.engine.schedulers.pct import ProbabilisticTesting
from grader.engine.schedulers.pos import PartialOrderSampling
from grader.engine.schedulers.random_walk import RandomWalk
from grader.engine.world import Execution, many

BUGS = sorted((Path(__file__).resolve().parent / "bugs").glob("[0-9]*.py"))
LIMIT = 2_000
"""Executions after which a scheduler or a peer counts as not having found a bug."""
SCHEDULERS: dict[str, Callable[[int], Search]] = {
    "POS": PartialOrderSampling,
    "walk": RandomWalk,
    "PCT-3": ProbabilisticTesting,
    "DPOR": lambda seed: Dpor(),
    "pb1": lambda seed: Bounded(1),
    "pb2": lambda seed: Bounded(2),
}


def program(path: Path, name: str) -> Callable[[], object]:
    """Return a function that runs `bug` or `right` of a file, in a module made afresh."""
    code = instrument(path.read_text(encoding="utf-8"), str(path), points=True)
    points = Points(lambda error: False)

    def main() -> object:
        module = types.ModuleType(path.stem)
        bind(points, vars(module), points=True)
        exec(code, vars(module))
        return vars(module)[name]()

    return main


def expected(path: Path) -> str:
    """Return what the bug of a file leads to."""
    line = next(line for line in path.read_text().splitlines() if line.startswith("EXPECTED"))
    return line.split('"')[1]


def failure_of(execution: Execution[object]) -> str:
    """Name how an execution failed; '' if it did not."""
    for finding in execution.findings:
        if isinstance(finding, UncaughtException):
            return finding.kind
        return type(finding).__name__
    return type(execution.exception).__name__ if execution.exception is not None else ""


def attempts(main: Callable[[], object]) -> Callable[[Search], Attempt]:
    """Return the `attempt` that an exploration asks for."""

    def attempt(search: Search) -> Attempt:
        execution = execute(main, scheduler=search, record=False)
        failure = "" if execution.cut_short else failure_of(execution)
        return Attempt(failure, execution.schedule, execution.preemptions, execution.cut_short)

    return attempt


def found_by_default(path: Path, name: str, budget: Budget | None = None) -> Exploration:
    """Explore with the default policy."""
    with many():
        return explore(attempts(program(path, name)), budget=budget)


def search(main: Callable[[], object], scheduler: Search) -> Outcome:
    """Execute until a scheduler finds a failure, has tried all that it would, or reaches LIMIT."""
    attempt = attempts(main)
    start = time.perf_counter()
    failure, executions = "", 0
    while not failure and not scheduler.exhausted and executions < LIMIT:
        scheduler.begin()
        failure = attempt(scheduler).failure
        executions += 1
    why = "" if failure else f"none in {executions:,}"
    return Outcome(executions, time.perf_counter() - start, failure, why)
