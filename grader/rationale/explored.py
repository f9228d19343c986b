"""Says why a check failed under one of many schedules, and what exploring it has shown."""

from __future__ import annotations

import hashlib

from grader.checking import CheckRun
from grader.engine.findings import Deadlock
from grader.exploring import ExploredRun
from grader.model import Outcome
from grader.rationale import Kinds, Verdict, judge
from grader.rationale.causes import Cause, cause_of
from grader.rationale.findings import with_cause
from grader.rationale.scene import Scene
from grader.report.steps import table

YET = "No execution went wrong, but there is"
"""How a passed check tells of a data race."""


def failure_of(run: CheckRun, scene: Scene, allowed: Kinds) -> str:
    """Name the kind of an execution's failure in a word; '' if it passed."""
    execution = run.execution
    if execution.exception is not None:
        return type(execution.exception).__name__
    executions = [execution, *run.programs]
    kinds = [type(each) for one in executions for each in one.findings]
    if not any(not issubclass(kind, allowed) for kind in kinds) and not run.programs:
        return ""
    if judge(run, scene, allowed).outcome is Outcome.PASSED:
        return ""
    return ", ".join(sorted({kind.__name__ for kind in kinds}))


def judge_explored(
    explored: ExploredRun, scene: Scene, allowed: Kinds, *, whole: bool = False
) -> Verdict:
    """Decide whether an explored check passed, and why not.

    `whole` shows every step of the failing execution, not only those that matter.
    """
    if explored.unrepeatable:
        return Verdict(
            Outcome.BROKEN,
            "the check itself failed, not your code: its executions can't be compared "
            f"({explored.unrepeatable}). Something besides the schedule decides what happens, "
            "such as a random number or the real clock. It costs you no points.",
        )
    exploration = explored.exploration
    if exploration is None:  # a plain run's failure
        return judge(explored.run, scene, allowed)
    if exploration.failure is None:
        return Verdict(Outcome.PASSED, _tried(explored))
    cause = cause_of(explored.events, explored.run.execution)
    stories = [explored.events] if cause is None else []  # else it would be told twice
    verdict = judge(explored.run, scene, allowed, stories)
    paragraphs = [verdict.rationale]
    if verdict.outcome is Outcome.PASSED:  # the race alone fails it
        paragraphs = [race.explain() for race in explored.races[:1]]
    elif cause is not None:
        paragraphs = _with_cause(cause, explored, verdict)
    keys = cause.keys if cause and not whole else ()
    steps = table(explored.events, keys)
    number = scene.suite.parent.name.partition("_")[0]
    paragraphs += [steps, f"{_needed(explored)}\n{_again(explored, number)}"]
    return Verdict(Outcome.FAILED, "\n\n".join(filter(None, paragraphs)))


def short_name(explored: ExploredRun) -> str:
    """Return four characters that stand for the failing schedule, the same in every run."""
    return hashlib.sha256(explored.schedule.encode()).hexdigest()[:4]


def _tried(explored: ExploredRun) -> str:
    """Say what was tried without a failure, and which accesses nothing orders all the same."""
    assert explored.exploration is not None
    told = explored.exploration.statement()
    told = f"{told[0].upper()}{told[1:]}."
    if not explored.races:
        return told
    return f"{told}\n{YET} {explored.races[0].explain()}"


def _with_cause(cause: Cause, explored: ExploredRun, verdict: Verdict) -> list[str]:
    """The cause first. It says what a deadlock's list of waiters says, and more."""
    deadlocks = [f for f in explored.run.execution.findings if isinstance(f, Deadlock)]
    if not deadlocks:
        first, *others = verdict.rationale.split("\n\n")
        return [f"{cause.told}\n{first}\n{cause.advice}", *others]
    return [with_cause(deadlocks[0], cause)]


def _needed(explored: ExploredRun) -> str:
    """Say how little it takes for the failure to show."""
    forced = explored.run.execution.preemptions
    if forced == 0:
        return "No thread is forced to stop here: the order of their turns is enough."
    switches = "one forced switch" if forced == 1 else f"{forced} forced switches"
    return (
        f"It takes {switches}: a thread is stopped between two of its steps. "
        "Without that the check passes."
    )


def _again(explored: ExploredRun, number: str) -> str:
    return f"Again, step by step:  grader replay {number} {short_name(explored)}"
