"""Puts a check's failed comparison into words: the suite's own sentence, or what was compared."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.engine import Execution, Step
from grader.rationale.scene import Scene, levels, statement
from grader.report.printable import plain_names

LINES = 8
"""Lines of a comparison that are shown."""
WIDTH = 200
"""Characters of each."""

_NOISE = re.compile(r"\s*(\+ +where|Use -v|\.\.\.Full output|\(\d+ lines? hidden)")


def compared(error: BaseException, scene: Scene) -> str | None:
    """Explain a failed `assert` of the suite; None if `error` is something else."""
    path = levels(error)
    if not isinstance(error, AssertionError) or not path or not scene.is_suites(path[-1].place):
        return None
    place = path[-1].place
    found = statement(place.file, place.line)
    text = str(error)
    if isinstance(found, ast.Assert) and found.msg is not None:
        # pytest adds its own view in a last block; the suite's sentence needs none.
        return (text.rpartition("\nassert ")[0] or text).strip()
    expected = ast.unparse(found.test) if isinstance(found, ast.Assert) else place.text
    return "\n".join([f"expected  {expected}", *_found(text.removeprefix("assert "), expected)])


def _found(text: str, expected: str) -> list[str]:
    """pytest's view of the values, without the frames and addresses that it adds."""
    lines = [
        plain_names(line).rstrip()[:WIDTH]
        for line in text.splitlines()
        if line.strip() and not _NOISE.match(line)
    ]
    if not lines or lines[0] == expected:
        return []
    head, *rest = lines[:LINES]
    return [f"found     {head}", *(f"          {line.strip()}" for line in rest)]


def last_wait(execution: Execution[object], scene: Scene, sentence: str) -> str:
    """Show which wait in the student's code led to a moment that `sentence` names, if one did.

    The main thread's own wait counts, and who it waited for.
    """
    main: list[tuple[Step, float]] = []
    others: list[tuple[Step, float]] = []
    for step, end in _waits(execution.trace.steps):
        if scene.is_students(step.place) and step.time < end and _names(sentence, end):
            (main if step.thread == "main" else others).append((step, end))
    shown = main[-1:]
    for step, end in reversed(others):
        if step.kind == "sleep" and (not shown or end == shown[0][1]):
            shown.append((step, end))
            break
    told = [_slept(step, end) for step, end in shown]
    if len(shown) == 1 and shown[0][0].thread == "main" and shown[0][0].kind == "sleep":
        told += _slept_through(execution.trace.steps, *shown[0])
    return "\n".join(told)


def _slept_through(steps: list[Step], sleep: Step, until: float) -> Iterator[str]:
    """Say which thread ended last in the middle of a sleep, if one did that can be joined."""
    ends = [e for e in steps if e.kind == "end" and e.number and sleep.time < e.time < until]
    if ends and not ends[-1].thread.startswith("ThreadPoolExecutor"):
        yield (
            f'"{ends[-1].thread}" ended at {ends[-1].time:g} s. A sleep hears nothing of that; '
            "join() would have returned then."
        )


def _waits(steps: list[Step]) -> Iterator[tuple[Step, float]]:
    """Each sleep or wait with the time at which it ended."""
    begun: dict[str, Step] = {}
    for step in steps:
        before = begun.pop(step.thread, None)
        if before is not None:
            yield before, step.time
        if step.kind in ("sleep", "wait"):
            begun[step.thread] = step


def _names(sentence: str, moment: float) -> bool:
    """Whether a sentence says that something was so *at* a moment, or took so long.

    Other seconds in it are those of the task.
    """
    time = re.escape(f"{moment:g}")
    return re.search(rf"\b(?:at|until|took|but) {time} s\b", sentence) is not None


def _slept(step: Step, end: float) -> str:
    verb = "slept" if step.kind == "sleep" else f"waited for {step.detail}"
    who = step.thread if step.thread == "main" else f'"{step.thread}"'
    return f"{who} {verb} from {step.time:g} s to {end:g} s\n    {step.place}"
