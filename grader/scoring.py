"""Adds up points. Pure arithmetic: knows nothing of files, pytest or colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.model import Check, CheckResult, Outcome, Score

_COUNTED = (Outcome.PASSED, Outcome.FAILED)


def score(results: Iterable[CheckResult]) -> Score:
    """Add up the points of an exercise's checks.

    A check that broke, which is our fault, or was skipped counts in neither sum.
    """
    counted = [each for each in results if each.outcome in _COUNTED]
    return Score(
        earned=sum(each.check.points for each in counted if each.outcome is Outcome.PASSED),
        possible=sum(each.check.points for each in counted),
    )


def total(scores: Iterable[Score]) -> Score:
    """Add up the scores of several exercises."""
    every = tuple(scores)
    return Score(sum(each.earned for each in every), sum(each.possible for each in every))


def all_failed(checks: Sequence[Check], rationale: str) -> tuple[CheckResult, ...]:
    """Return the results of a submission whose checks all fail for one reason."""
    return tuple(CheckResult(check, Outcome.FAILED, rationale) for check in checks)


def all_broken(checks: Sequence[Check], rationale: str) -> tuple[CheckResult, ...]:
    """Return the results of a submission that we could not grade; it loses no points."""
    return tuple(CheckResult(check, Outcome.BROKEN, rationale) for check in checks)
