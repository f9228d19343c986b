"""Says why a check failed under one of many schedules, and what exploring it has shown."""

from __future__ import annotations

from grader.checking import CheckRun
from grader.exploring import ExploredRun
from grader.model import Outcome
from grader.rationale import Kinds, Verdict, judge
from grader.rationale.causes import cause_of
from grader.rationale.scene import Scene
from grader.report.steps import table


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


def judge_explored(explored: ExploredRun, scene: Scene, allowed: Kinds) -> Verdict:
    """Decide whether an explored check passed, and why not."""
    if explored.unrepeatable:
        return Verdict(
            Outcome.BROKEN,
            "the check itself failed, not your code: its executions can't be compared "
            f"({explored.unrepeatable}). Something besides the schedule decides what happens, "
            "such as a random number or the real clock. It costs you no points.",
        )
    verdict = judge(explored.run, scene, allowed)
    exploration = explored.exploration
    if exploration is None or exploration.failure is None:
        return verdict
    cause = cause_of(explored.events, explored.run.execution.findings, explored.races)
    if verdict.outcome is Outcome.PASSED:  # the race alone fails it
        paragraphs = [race.explain() for race in explored.races[:1]]
    else:
        paragraphs = [verdict.rationale]
    if cause is not None:
        paragraphs = [f"{cause.pattern[0].upper()}{cause.pattern[1:]}: {cause.text}", *paragraphs]
    steps = table(explored.events, cause.keys if cause else ())
    return Verdict(
        Outcome.FAILED, "\n\n".join(filter(None, [*paragraphs, steps, _found(explored)]))
    )


def _found(explored: ExploredRun) -> str:
    """Say how the schedule was found, and how it is seen again."""
    exploration = explored.exploration
    assert exploration is not None
    assert exploration.failure is not None
    found = exploration.failure
    often = "in every order" if found.execution == 1 else f"in execution {found.execution}"
    return f"This happens {often} ({found.found_by}); schedule {explored.schedule}."
