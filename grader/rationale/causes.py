"""Names the pattern behind a failure: a lost update, a circle of locks, a wake-up nobody heard.

Reads the findings and the story of the execution that failed; runs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.engine.findings import DataRace, Deadlock, Finding, UncaughtException
from grader.engine.story import Event
from grader.rationale.cause import Cause
from grader.rationale.values import causes_of_values
from grader.rationale.waits import causes_of_waiting

__all__ = ["Cause", "cause_of"]


def cause_of(
    events: Sequence[Event], findings: Sequence[Finding], races: Sequence[DataRace] = ()
) -> Cause | None:
    """Return the most telling cause, or None if no pattern fits."""
    for finding in findings:
        if isinstance(finding, Deadlock):
            return next(causes_of_waiting(finding, events), None)
    victim = next((f.thread for f in findings if isinstance(f, UncaughtException)), "")
    return next(causes_of_values(events, victim), None)
