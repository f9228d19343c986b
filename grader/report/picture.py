"""Chooses what to draw of a check that failed. Draws nothing itself."""

from __future__ import annotations

from grader.checking import CheckRun
from grader.engine import Execution
from grader.report.timeline import Mark, timeline
from grader.report.timeline_svg import timeline_svg
from grader.submission import SubmissionError

WIDTH = 73
"""Columns: an 80-column terminal, less the report's indent."""


def pictures_of(run: CheckRun | None) -> tuple[str, str]:
    """Return the timeline of the execution in which it went wrong, as text and as SVG.

    Both are empty if no time passed in it, or what is missing is not written yet: there is nothing
    to be seen then. The two take 2 to 20 ms together.
    """
    if run is None or isinstance(run.execution.exception, NotImplementedError | SubmissionError):
        return "", ""
    execution = _wrong(run)
    marks = []
    if execution.exception is not None and execution.ended is not None:
        marks.append(Mark(execution.ended, "main", "the check fails here"))
    trace, findings = execution.trace, execution.findings
    return (
        timeline(trace, width=WIDTH, findings=findings, marks=marks),
        timeline_svg(trace, findings=findings, marks=marks),
    )


def _wrong(run: CheckRun) -> Execution[object]:
    """The first program with a finding or, if none has, the last one; else the check itself."""
    if run.execution.findings or not run.programs:
        return run.execution
    return next((each for each in run.programs if each.findings), run.programs[-1])
