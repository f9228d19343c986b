"""Finds the known bugs of `benchmarks/bugs`, and says with how many executions each was found.

    python benchmarks/known_bugs.py [--seeds 10] [NAME ...]

For each bug: what the default policy found and after how many executions, and how many forced
switches the shrunken schedule needs; then, for each scheduler on its own, the mean number of
executions to the first failure over several seeds. For each correct twin: the grade that the
exploration gives it.
"""

from __future__ import annotations

import argparse
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

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
from grader.engine.shrink import shrink
from grader.engine.world import Execution, many

BUGS = sorted((Path(__file__).resolve().parent / "bugs").glob("[0-9]*.py"))
LIMIT = 2_000
"""Executions after which a scheduler counts as not having found a bug."""
SCHEDULERS: dict[str, Callable[[int], Search]] = {
    "POS": PartialOrderSampling,
    "walk": RandomWalk,
    "PCT-3": ProbabilisticTesting,
    "DPOR": lambda seed: Dpor(),
    "pb1": lambda seed: Bounded(1),
    "pb2": lambda seed: Bounded(2),
}
_ALL_SEEDS = ("POS", "walk", "PCT-3")


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


def executions_to_failure(main: Callable[[], object], search: Search) -> int | None:
    """Return after how many executions a scheduler finds a failure; None if within LIMIT none."""
    attempt = attempts(main)
    for number in range(1, LIMIT + 1):
        search.begin()
        if attempt(search).failure:
            return number
        if search.exhausted:
            return None
    return None


def _mean(main: Callable[[], object], name: str, seeds: int) -> str:
    found = [
        executions_to_failure(main, SCHEDULERS[name](seed))
        for seed in range(seeds if name in _ALL_SEEDS else 1)
    ]
    hits = [number for number in found if number is not None]
    if not hits:
        return "-"
    missed = "" if len(hits) == len(found) else f" ({len(hits)}/{len(found)})"
    return f"{sum(hits) / len(hits):.0f}{missed}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    heads = "".join(f"{name:>12}" for name in SCHEDULERS)
    print(f"{'bug':<26}{'found':<16}{'at':>4}{'switches':>9}{'ms':>7}{heads}  twin")
    for path in BUGS:
        if options.names and not any(name in path.stem for name in options.names):
            continue
        print(_row(path, options.seeds), flush=True)


def _row(path: Path, seeds: int) -> str:
    start = time.perf_counter()
    found = found_by_default(path, "bug")
    took = (time.perf_counter() - start) * 1e3
    bug = program(path, "bug")
    kind, at, switches = "MISSED", "", ""
    with many():
        if found.failure is not None:
            smallest = shrink(found.failure.attempt, attempts(bug))
            kind, at = smallest.failure, str(found.failure.execution)
            switches = str(smallest.preemptions)
        means = "".join(f"{_mean(bug, name, seeds):>12}" for name in SCHEDULERS)
    twin = found_by_default(path, "right")
    verdict = f"FALSE ALARM {twin.failure.attempt.failure}" if twin.failure else twin.grade
    return f"{path.stem:<26}{kind:<16}{at:>4}{switches:>9}{took:>7.0f}{means}  {verdict}"


if __name__ == "__main__":
    main()
