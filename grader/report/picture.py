"""Chooses what to draw of a check that failed. Draws nothing itself."""

from __future__ import annotations

from grader.checking import CheckRun
from grader.engine import Execution
from grader.report.timeline import Mark, timeline

WIDTH = 73
"""Columns: an 80-column terminal, less the report's indent."""


def picture_of(run: CheckRun | None) -> str:
    """Return the timeline of the execution in which it went wrong; '' if no time passed in it."""
    if run is None:
        return ""
    execution = _wrong(run)
    marks = []
    if execution.exception is not None and execution.ended is not None:
        marks.append(Mark(execution.ended, "main", "the check fails here"))
    return timeline(execution.trace, width=WIDTH, findings=execution.findings, marks=marks)


def _wrong(run: CheckRun) -> Execution[object]:
    """The first program with a finding or, if none has, the last one; else the check itself."""
    if run.execution.findings or not run.programs:
        return run.execution
    return next((each for each in run.programs if each.findings), run.programs[-1])
