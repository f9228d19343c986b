"""Puts a check's failed comparison into words: the suite's own sentence, or what was compared."""

from __future__ import annotations

import ast
import re

from grader.engine import Execution, Step
from grader.rationale.scene import Scene, levels, statement

LINES = 8
"""Lines of a comparison that are shown."""
WIDTH = 200
"""Characters of each."""

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
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
        _ADDRESS.sub("", line).rstrip()[:WIDTH]
        for line in text.splitlines()
        if line.strip() and not _NOISE.match(line)
    ]
    if not lines or lines[0] == expected:
        return []
    head, *rest = lines[:LINES]
    return [f"found     {head}", *(f"          {line.strip()}" for line in rest)]


def last_wait(execution: Execution[object], scene: Scene) -> str:
    """Name the student's wait that made the main thread late, if it ended just now."""
    now = execution.ended
    steps = [
        step
        for step in execution.trace.steps
        if step.kind in ("sleep", "wait")
        and step.until == now
        and step.time < (now or 0)
        and scene.is_students(step.place)
    ]
    return _slept(steps[-1]) if steps else ""


def _slept(step: Step) -> str:
    verb = "slept" if step.kind == "sleep" else f"waited for {step.detail}"
    who = step.thread if step.thread == "main" else f'"{step.thread}"'
    return f"{who} {verb} from {step.time:g} s to {step.until:g} s\n    {step.place}"
