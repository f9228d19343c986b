"""Runs one check under many schedules, and brings back the simplest execution that fails.

Knows what an exploration needs of a check; not how a verdict is worded (`rationale`), nor how
schedules are searched (`engine.explore`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import count

from grader.checking import CheckRun, run_check
from grader.engine.explore import Attempt, Budget, Exploration, explore
from grader.engine.findings import DataRace, Deadlock
from grader.engine.races import RaceWatcher
from grader.engine.schedulers import Scheduler, Search
from grader.engine.schedulers.replay import Replay, name_of_schedule
from grader.engine.shrink import replays, shrink
from grader.engine.story import Event, Story
from grader.engine.world import many
from grader.submission import Submission

WATCHED = 6
"""Executions of an exploration in which data races are looked for; others show few more."""


@dataclass(frozen=True, slots=True)
class ExploredRun:
    """What came of exploring a check."""

    run: CheckRun
    """The simplest failing execution, recorded; or the plain one if none fails."""
    exploration: Exploration | None
    """None if the plain execution failed, so that there was nothing to explore."""
    schedule: str = ""
    """The name of the failing schedule, for a replay."""
    races: tuple[DataRace, ...] = ()
    events: tuple[Event, ...] = ()
    """What the threads did to shared things in the failing execution."""
    unrepeatable: str = ""
    """Why the check itself is at fault: its executions can't be repeated; or empty."""


def explore_check(
    body: Callable[..., object],
    submission: Submission,
    wanted: Collection[str],
    fails: Callable[[CheckRun], str],
    *,
    budget: Budget | None = None,
    races_fail: bool = False,
    seed: int = 0,
) -> ExploredRun:
    """Execute a check as it is, then under many schedules.

    `fails` says in a word how an execution failed, and '' if it passed. With `races_fail` a data
    race alone fails the check.
    """
    plain = run_check(body, submission, wanted)
    if fails(plain):
        run, events = told_in_detail(plain, body, submission, wanted)
        return ExploredRun(run, None, events=events)
    races: dict[str, DataRace] = {}
    executions = count()

    def attempt(scheduler: Search) -> Attempt:
        watcher = RaceWatcher() if next(executions) < WATCHED or races_fail else None
        run = run_check(
            body, submission, wanted, scheduler=scheduler, record=False, watcher=watcher
        )
        for race in watcher.races if watcher else ():
            races.setdefault(race.explain(), race)
        execution = run.execution
        failure = "" if execution.cut_short else fails(run)
        if not failure and races_fail and watcher and watcher.races:
            failure = "DataRace"
        return Attempt(failure, execution.schedule, execution.preemptions, execution.cut_short)

    if submission.is_opaque:  # then it can't be said which orders are different
        budget = replace(budget or Budget(), orders=0)
    with many():
        result = explore(attempt, budget=budget, seed=seed)
        if result.failure is None:
            found = tuple(races.values())
            return ExploredRun(plain, result, races=found, unrepeatable=result.diverged)
        simplest = result.failure.attempt
        if simplest.failure != "DataRace":
            simplest = shrink(simplest, attempt)
        if not replays(simplest, attempt):
            why = "the same schedule led to another end"
            return ExploredRun(plain, result, unrepeatable=why)
        run, events = replay_check(body, submission, wanted, Replay(simplest.schedule))
    name = name_of_schedule(simplest.schedule)
    return ExploredRun(run, result, name, tuple(races.values()), events)


def replay_check(
    body: Callable[..., object],
    submission: Submission,
    wanted: Collection[str],
    scheduler: Scheduler,
) -> tuple[CheckRun, tuple[Event, ...]]:
    """Execute a check under a recorded schedule, with everything written down."""
    story = Story()
    with story.listening():
        run = run_check(body, submission, wanted, scheduler=scheduler, watcher=story)
    story.finish()
    return run, tuple(story.events)


def told_in_detail(
    plain: CheckRun, body: Callable[..., object], submission: Submission, wanted: Collection[str]
) -> tuple[CheckRun, tuple[Event, ...]]:
    """Return an execution that ended in the same deadlock as a plain one, and what led to it.

    It is executed once more, with everything written down. Where there is no deadlock, or it ends
    otherwise, that is the plain execution, and nothing.
    """
    waited = _waits(plain)
    if not waited or submission.is_opaque:
        return plain, ()
    with many():
        again, events = replay_check(body, submission, wanted, Replay((), strict=False))
    return (again, events) if _waits(again) == waited else (plain, ())


def _waits(run: CheckRun) -> list[tuple[str, str, object]]:
    found = [each for each in run.execution.findings if isinstance(each, Deadlock)]
    return [(w.thread, w.waits_for, w.place) for each in found for w in each.waiters]
