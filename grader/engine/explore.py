"""Many executions of one program under different schedules, and what may be said afterwards.

The policy: one execution without preemptions; some tens of random ones (POS and weighted random
walk in turn), which find most bugs at once; then every different order of the shared steps (DPOR),
unless there are too many; then every schedule with at most 0, 1, 2 preemptions; and what is left
of the budget random again. The budget counts executions and steps, not seconds, so the verdict
does not depend on the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from grader.engine.schedulers import Search
from grader.engine.schedulers.bounded import Bounded
from grader.engine.schedulers.dpor import Dpor
from grader.engine.schedulers.pos import PartialOrderSampling
from grader.engine.schedulers.random_walk import RandomWalk
from grader.engine.schedulers.replay import DivergedError, Replay

Schedule = tuple[int, ...]


class Grade(StrEnum):
    """How much an exploration without a failure says, from most to least."""

    EXHAUSTIVE = "exhaustive"
    BOUNDED = "bounded"
    SAMPLED = "sampled"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one execution, as far as an exploration needs to know."""

    failure: str
    """What kind of failure it was; empty if none. Shrinking keeps to the kind."""
    schedule: Schedule
    preemptions: int
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """How many executions an exploration may take, by phase; and how many choices in all."""

    random: int = 30
    orders: int = 400
    bounded: int = 200
    more_random: int = 170
    steps: int = 40_000


@dataclass(frozen=True, slots=True)
class Failure:
    """A schedule under which the program fails."""

    attempt: Attempt
    found_by: str
    execution: int
    """Which execution it was, counted from 1."""


@dataclass(slots=True)
class Exploration:
    """What was tried and what came of it."""

    grade: Grade = Grade.SAMPLED
    executions: int = 0
    steps: int = 0
    orders: int | None = None
    """Different orders of the shared steps, if all were run."""
    bound: int | None = None
    """All schedules with at most so many preemptions were run, if not None."""
    in_bound: int = 0
    sampled: int = 0
    seed: int = 0
    failure: Failure | None = None
    diverged: str = ""
    """Why the executions can't be compared: something besides the schedule decides; or empty."""
    schedules: list[Schedule] = field(default_factory=list)

    def statement(self) -> str:
        """Say, truthfully, what has been tried."""
        if self.grade is Grade.EXHAUSTIVE and self.orders == 1:
            return "the only order of the shared steps was run"
        if self.grade is Grade.EXHAUSTIVE:
            return f"all {self.orders:,} different orders of the shared steps were run"
        parts = []
        if self.bound is not None:
            switches = "switch" if self.bound == 1 else "switches"
            parts.append(
                f"all {self.in_bound:,} schedules with at most {self.bound} forced {switches} "
                f"were run; bugs that need {self.bound + 1} or more are not excluded"
            )
        if self.sampled:
            rate = 300 / self.sampled
            parts.append(
                f"{self.sampled:,} random schedules were run (seed {self.seed}); "
                f"a failure rate above {float(f'{rate:.1g}'):g}% would have shown"
            )
        return "; ".join(parts) or "one schedule was run"


def explore(
    attempt: Callable[[Search], Attempt], *, budget: Budget | None = None, seed: int = 0
) -> Exploration:
    """Run a program under many schedules until it fails, all are done, or the budget is spent.

    `attempt` executes the program once under the scheduler that it is given. The first failure ends
    the exploration.
    """
    budget = budget or Budget()
    result = Exploration(seed=seed)
    try:
        for found_by, scheduler in _schedulers(result, budget, seed):
            scheduler.begin()
            tried = attempt(scheduler)
            result.executions += 1
            result.steps += len(tried.schedule)
            if tried.failure:
                result.failure = Failure(tried, found_by, result.executions)
                return result
            if result.steps > budget.steps:
                break
    except DivergedError as error:
        result.diverged = str(error)
    return result


def _schedulers(result: Exploration, budget: Budget, seed: int) -> Iterator[tuple[str, Search]]:
    """Yield the scheduler for each execution; note in `result` which phases came to their end."""
    yield "no preemptions", Replay(())
    pair = PartialOrderSampling(seed), RandomWalk(seed)
    yield from _random(result, pair, budget.random)
    search = Dpor()
    for _ in range(budget.orders):
        yield "order", search
        if search.exhausted:
            result.grade, result.orders = Grade.EXHAUSTIVE, search.orders
            return
    left = budget.bounded
    for bound in range(3):
        bounded, count = Bounded(bound), 0
        while left and not bounded.exhausted:
            yield f"at most {bound} preemptions", bounded
            left, count = left - 1, count + 1
        if not bounded.exhausted:
            break
        result.grade, result.bound, result.in_bound = Grade.BOUNDED, bound, count
    yield from _random(result, pair, budget.more_random)


def _random(
    result: Exploration, pair: tuple[PartialOrderSampling, RandomWalk], executions: int
) -> Iterator[tuple[str, Search]]:
    for number in range(executions):
        yield ("POS", "random walk")[number % 2], pair[number % 2]
        result.sampled += 1
