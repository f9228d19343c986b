"""Says why a check failed under one of many schedules, and what exploring it has shown."""

from __future__ import annotations

from grader.checking import CheckRun
from grader.exploring import ExploredRun
from grader.model import Outcome
from grader.rationale import Kinds, Verdict, judge
from grader.rationale.scene import Scene


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
    rationale = verdict.rationale
    if verdict.outcome is Outcome.PASSED:  # the race alone fails it
        rationale = "\n".join(race.explain() for race in explored.races)
    found = exploration.failure
    again = (
        f"Schedule {explored.schedule}, found in execution {found.execution} ({found.found_by})."
    )
    return Verdict(Outcome.FAILED, f"{rationale}\n\n{again}")
