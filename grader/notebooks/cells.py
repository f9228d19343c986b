"""Makes an exercise's folder into a notebook. Knows nbgrader's metadata; writes no files.

A notebook is plain data here, in the form of nbformat 4.5.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from grader.model import Check, Exercise
from grader.testing import suite_checks

Data = dict[str, Any]

ANSWER = "answer"
"""The grade_id of the solution cell."""

_HOW = """\
## In this notebook

- Write your answer in the cell below this one: it takes the place of `{filename}`, and the checks
  at the end take the place of `pytest exercises/{number}`.
- Run your answer's cell, then the cell `check("{number}")`, as often as you like. It takes the
  cells that you have run, and checks them in virtual time.
- Restart the kernel and run all cells before you hand in. Of cells that you add, the imports,
  functions, classes and constants count; experiments in them don't.
- Missing `grader`? Run `%pip install thread-grader` in a cell, once."""

_STUCK = re.compile(r"^Stuck\? `grader hint .*$", re.MULTILINE)
_HINTS_HERE = "Stuck? There are hints below the cells for your answer; open one at a time."

_CHECKS = """\
## The checks

Run this cell for a report. The cells after it hold one check each, with its points: those that can
be run now, and then those that run when your notebook is graded."""


def notebook(exercise: Exercise) -> Data:
    """Return the source notebook of an exercise: text, answer with solution, hints, checks."""
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        },
        "cells": list(_cells(exercise)),
    }


def grade_id(check: Check) -> str:
    """Return what a check's cell is called in the gradebook."""
    return f"{'visible' if check.visible else 'hidden'}-{check.name}"


def _cells(exercise: Exercise) -> Iterator[Data]:
    for number, section in enumerate(_sections(_readme(exercise))):
        yield _markdown(f"readme-{number}", section)
    facts = {"filename": exercise.filename, "number": exercise.number}
    yield _markdown("how", _HOW.format(**facts))
    stub, demo = _without_demo(exercise.stub.read_text(encoding="utf-8"))
    solution, _ = _without_demo(exercise.solution.read_text(encoding="utf-8"))
    yield _answer(stub, solution)
    if demo:
        yield _code("demo", demo)
    if exercise.hints:
        yield _markdown("hints", "\n\n".join(_hints(exercise)))
    yield _markdown("checks", _CHECKS)
    yield _code("report", f'from grader.notebooks.check import check\n\ncheck("{exercise.number}")')
    suites = ((exercise.visible_suite, True), (exercise.hidden_suite, False))
    for suite, visible in suites:
        for check in suite_checks(suite, visible) if suite.is_file() else ():
            yield _check(check, exercise)


def _readme(exercise: Exercise) -> str:
    path = exercise.folder / "README.md"
    if path.is_file():
        return _STUCK.sub(_HINTS_HERE, path.read_text(encoding="utf-8"))
    return f"# {exercise.number} {exercise.title}"


def _answer(stub: str, solution: str) -> Data:
    """The solution cell. What stays when nbgrader cuts the solution out is the stub, unchanged.

    The solution comes after the stub and defines everything anew, so the cell runs as it is.
    """
    source = f"{stub}\n### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
    return _graded(_code(ANSWER, source), solution=True)


def _check(check: Check, exercise: Exercise) -> Data:
    """The grade cell of a check: its promise, and a call. Its suite's code stays out."""
    points = "1 point" if check.points == 1 else f"{check.points} points"
    when = "" if check.visible else ", when it is graded"
    promise = textwrap.wrap(f"{points}{when}: {check.title}", 86, break_on_hyphens=False)
    source = "".join(f"# {line}\n" for line in promise)
    source += "from grader.notebooks.check import check\n\n"
    source += f'check("{exercise.number}", "{check.name}")'
    return _graded(_code(grade_id(check), source), points=check.points)


def _hints(exercise: Exercise) -> Iterator[str]:
    for number, hint in enumerate(exercise.hints, 1):
        summary = f"<summary><b>Hint {number}</b> (click to open it)</summary>"
        yield f"<details>{summary}\n\n{hint}\n\n</details>"


def _without_demo(source: str) -> tuple[str, str]:
    """Split a module into what an answer is, and its block `if __name__ == "__main__":`."""
    body = ast.parse(source).body
    last = body[-1] if body else None
    if not isinstance(last, ast.If) or "__name__" not in ast.unparse(last.test):
        return source.rstrip(), ""
    lines = source.splitlines()
    return (
        "\n".join(lines[: last.lineno - 1]).rstrip(),
        "\n".join(lines[last.lineno - 1 :]).rstrip(),
    )


def _sections(text: str) -> list[str]:
    """Cut Markdown before each heading `## ...` that isn't in a block of code."""
    sections, fenced = [""], False
    for line in text.splitlines(keepends=True):
        fenced ^= line.lstrip().startswith("```")
        if line.startswith("## ") and not fenced:
            sections.append("")
        sections[-1] += line
    return [section.strip() for section in sections if section.strip()]


def _markdown(name: str, source: str) -> Data:
    return {"cell_type": "markdown", "id": _cell_id(name), "metadata": {}, "source": source}


def _code(name: str, source: str) -> Data:
    return {
        "cell_type": "code",
        "id": _cell_id(name),
        "metadata": {},
        "source": source,
        "execution_count": None,
        "outputs": [],
    }


def _graded(cell: Data, *, solution: bool = False, points: int | None = None) -> Data:
    facts: Data = {
        "schema_version": 3,
        "grade": not solution,
        "solution": solution,
        "locked": not solution,
        "task": False,
        "grade_id": ANSWER if solution else cell["id"],
    }
    if points is not None:
        facts["points"] = points
    return {**cell, "metadata": {"nbgrader": facts}}


def _cell_id(name: str) -> str:
    """The form that nbformat wants: at most 64 letters, digits, `-` and `_`."""
    return re.sub(r"[^\w-]", "-", name)[:64]
