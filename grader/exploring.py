"""Runs one check under many schedules, and brings back the simplest execution that fails.

Knows what an exploration needs of a check; not how a verdict is worded (`rationale`), nor how
schedules are searched (`engine.explore`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import count

from grader.checking import CheckRun, Programs, run_check
from grader.engine import Execution
from grader.engine.explore import Attempt, Budget, Exploration, explore
from grader.engine.findings import (
    DataRace,
    Deadlock,
    LeakedThread,
    NeverEnds,
    UncaughtException,
)
from grader.engine.naming import tell_waiters_apart
from grader.engine.races import RaceWatcher
from grader.engine.schedulers import Scheduler, Search
from grader.engine.schedulers.replay import Replay, name_of_schedule
from grader.engine.shrink import replays, shrink
from grader.engine.story import Event, Story
from grader.engine.world import many
from grader.submission import Submission

WATCHED = 6
"""Executions of an exploration in which data races are looked for; others show few more."""
LONGEST = 50_000
"""Steps of the trace of an execution that is told in detail; a longer one takes too long."""

Events = tuple[Event, ...]
"""What the threads did to shared things in one execution, in order."""


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
    events: Events = ()
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
        return ExploredRun(plain, None)
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
        detailed = _with_names(replay_check(body, submission, wanted, Replay(simplest.schedule)))
    name = name_of_schedule(simplest.schedule)
    found = tuple(races.values())
    return ExploredRun(detailed.run, result, name, found, detailed.events)


@dataclass(frozen=True, slots=True)
class DetailedRun:
    """An execution of a check, with what happened in it if that was written down."""

    run: CheckRun
    events: Events = ()
    of_programs: tuple[Events, ...] = ()
    """The same of each program that the check ran in a world of its own."""


def replay_check(
    body: Callable[..., object],
    submission: Submission,
    wanted: Collection[str],
    scheduler: Scheduler | None,
    of_program: Callable[[], Scheduler | None] = lambda: None,
) -> DetailedRun:
    """Execute a check under a recorded schedule, with everything written down.

    Without a scheduler, that is what threads do with their tools, not with data and plain locks.
    `of_program` makes one for each program that the check runs.
    """
    story, of_programs = Story(), list[Story]()

    def watched() -> tuple[Scheduler | None, Story]:
        of_programs.append(Story())
        return of_program(), of_programs[-1]

    with story.listening():
        run = run_check(
            body,
            submission,
            wanted,
            scheduler=scheduler,
            watcher=story,
            programs=Programs(watched=watched),
        )
    events, *others = (tuple(each.finish()) for each in (story, *of_programs))
    return DetailedRun(run, events, tuple(others))


def _with_names(detailed: DetailedRun) -> DetailedRun:
    """Let what threads wait for go by names that tell it apart."""
    stories = detailed.events, *detailed.of_programs
    for events, execution in zip(stories, _executions(detailed.run), strict=True):
        tell_waiters_apart(execution, events)
    return detailed


def told_in_detail(
    plain: CheckRun,
    body: Callable[..., object],
    submission: Submission,
    wanted: Collection[str],
    *,
    anyway: bool = False,
) -> DetailedRun:
    """Return an execution that ended as a plain one did, and what led to it.

    It is executed once more, with everything written down, or else with what does not change the
    turns. Where it ends otherwise, or where no thread waits for ever or died (unless `anyway`), it
    is the plain execution, and nothing.
    """
    ends = _ends(plain)
    kinds = {kind for kind, *_ in ends} & {Deadlock, NeverEnds, LeakedThread, UncaughtException}
    steps = sum(len(each.trace.steps) for each in _executions(plain))
    if not (kinds or (ends and anyway)) or steps > LONGEST:
        return DetailedRun(plain)
    long = bool(kinds & {NeverEnds, LeakedThread})
    schedulers = [_no_scheduler] if long or submission.is_opaque else [_first_come, _no_scheduler]
    with many():
        for scheduler in schedulers:
            again = replay_check(body, submission, wanted, scheduler(), scheduler)
            if _ends(again.run) == ends:
                return _with_names(again)
    return DetailedRun(plain)


def _first_come() -> Scheduler | None:
    return Replay((), strict=False)


def _no_scheduler() -> Scheduler | None:
    return None


def _executions(run: CheckRun) -> list[Execution[object]]:
    return [run.execution, *run.programs]


def _ends(run: CheckRun) -> list[tuple[object, ...]]:
    """How the threads of a check's worlds ended that waited for ever, or died, main among them."""
    found: list[tuple[object, ...]] = []
    for index, execution in enumerate(_executions(run)):
        if execution.exception is not None:
            found.append((type(execution.exception), index))
        for each in execution.findings:
            if isinstance(each, Deadlock | NeverEnds | LeakedThread):
                found += [(type(each), index, w.thread, w.waits_for, w.place) for w in each.waiters]
            elif isinstance(each, UncaughtException):
                found.append((type(each), index, each.thread, each.kind, each.at))
    return found
