"""Names the pattern behind a failure: a lost update, a circle of locks, a wake-up nobody heard.

Reads the findings and the story of the execution that failed; runs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.engine import Execution
from grader.engine.findings import (
    Deadlock,
    Finding,
    LeakedThread,
    NeverEnds,
    UncaughtException,
)
from grader.engine.story import LIMIT, Event
from grader.rationale.cause import Cause
from grader.rationale.endless import causes_of_no_end
from grader.rationale.exceptions import advice_on_threads
from grader.rationale.values import causes_of_values
from grader.rationale.waits import causes_of_waiting

__all__ = ["Cause", "cause_of", "cause_of_waiting"]


def cause_of(events: Sequence[Event], execution: Execution[object]) -> Cause | None:
    """Return the most telling cause of an execution that failed, or None if no pattern fits."""
    findings = execution.findings
    for finding in findings:
        if isinstance(finding, Deadlock):
            return cause_of_waiting(finding, events)
    deaths = [finding for finding in findings if isinstance(finding, UncaughtException)]
    if any(each.exception and any(advice_on_threads(each.exception)) for each in deaths):
        return None  # of what it did itself
    victim = deaths[0].thread if deaths else ""
    is_free = execution.preemptions == 0
    found = causes_of_values(events, victim, execution.trace.steps, in_free_turns=is_free)
    return next(found, None)


def cause_of_waiting(finding: Finding, events: Sequence[Event]) -> Cause | None:
    """Return why threads wait for ever, or go on for ever; None if that can't be told."""
    known = events if len(events) < LIMIT else ()
    if isinstance(finding, Deadlock):
        return next(causes_of_waiting(finding, known), None)
    if isinstance(finding, NeverEnds | LeakedThread):
        return next(causes_of_no_end(finding, known), None)
    return None
