"""What a student's cells call: `check("03")` runs the visible checks on this notebook's answer.

The answer is taken from the cells that were run in this kernel, as the kernel remembers them, and
is checked in a process of its own: nothing that it does can hurt the kernel. Needs no nbgrader.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader.catalog import Course
from grader.grading.jobs import rubric_for
from grader.grading.zygote import Zygotes
from grader.model import CheckResult, Exercise, Outcome, Report
from grader.notebooks.collect import Cell, Collected, collect, defined, without_magics
from grader.notebooks.page import Page
from grader.notebooks.verdicts import verdicts
from grader.report.terminal import wrapped
from grader.testing import suite_checks
from grader.unreadable import not_python

WIDTH = 88
"""Characters in a line of a cell's output."""
LATER = "This check runs when your notebook is graded."


class NotGraded(Exception):
    """A check's cell was executed in order to grade it, which is never how the kit grades."""


class Told(Exception):
    """Something to tell a student; a notebook shows the text alone, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class CheckFailed(Told):
    """A check failed; the text is its rationale and timeline."""


class NoAnswer(Told):
    """No cell that was run holds an answer; the text says what to do."""


def check(number: str, name: str = "") -> Page | None:
    """Check the answer that this notebook holds, and return a page with all visible checks.

    With a `name`, show that check alone, and raise CheckFailed if it fails. One that isn't in the
    visible suite runs later.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        # A cell without a number or an error would get full marks.
        raise NotGraded(
            "this notebook's checks are graded by grader.notebooks.preprocessors.GradeChecks; "
            "put it back into c.Autograde.autograde_preprocessors in nbgrader_config.py"
        )
    course = _course()
    exercise = course.exercise(number)
    if name and name not in {each.name for each in suite_checks(exercise.visible_suite, True)}:
        print(LATER)
        return None
    results = _checked(_answer(exercise), exercise, course.root)
    # Its hints are cells of the notebook; there may be no command line to ask for them.
    exercise = replace(exercise, hints=())
    if not name:
        return Page(Report("", exercise, results))
    chosen = tuple(each for each in results if each.check.name == name)
    if chosen[0].outcome is not Outcome.PASSED:
        why = "\n\n".join(
            "\n".join(wrapped(paragraph, WIDTH)) for paragraph in chosen[0].rationale.split("\n\n")
        )
        raise CheckFailed(f"{why}\n\n{chosen[0].timeline}".rstrip())
    # Shown, not returned: nbgrader's validation expects a number of what a cell returns.
    page = Page(Report("", exercise, chosen))
    _shell().display_pub.publish({"text/plain": repr(page), "text/html": page.to_html()})
    return None


def _course() -> Course:
    """The exercises that were handed out with the notebook, or else the kit's own."""
    here = Course(Path.cwd())
    return here if (here.root / "exercises").is_dir() else Course()


# Several cells ask about the same answer, one check each; it is checked once.
@lru_cache(maxsize=4)
def _checked(answer: Collected, exercise: Exercise, course: Path) -> tuple[CheckResult, ...]:
    rubric = rubric_for(replace(exercise, hidden_suite=exercise.folder / "hidden"))
    # A process for one answer: nothing stays behind in a kernel that students restart at will.
    with Zygotes(course, rubric.suites, forks=False) as zygotes:
        return verdicts(answer, rubric, zygotes)


def _answer(exercise: Exercise) -> Collected:
    """What the cells that were run so far make up."""
    stub = exercise.stub.read_text(encoding="utf-8")
    history = _history()
    answer = collect(history, stub)
    wanted = defined(stub)
    _be_python(history, wanted)
    if wanted and not wanted & defined(answer.source):
        names = ", ".join(sorted(wanted))
        raise NoAnswer(f"no cell that was run so far defines {names}: run your answer's cell first")
    return answer


def _be_python(history: Sequence[Cell], wanted: Collection[str]) -> None:
    """Complain if the last attempt at an answer is no Python: an older one is not what is meant."""
    names = "|".join(map(re.escape, wanted)) or r"\w+"
    attempt = re.compile(rf"^\s*(def|class)\s+({names})\b", re.MULTILINE)
    last = next((cell for cell in reversed(history) if attempt.search(cell.source)), None)
    if last is None:
        return
    source = without_magics(last.source)
    try:
        ast.parse(source)
    except SyntaxError as error:
        raise NoAnswer(not_python(last.label, error, source)) from None


def _history() -> list[Cell]:
    """The cells that were run in this kernel, the oldest first."""
    shell = _shell()
    if shell is None:
        raise RuntimeError("check() works in a notebook; elsewhere run  pytest exercises/NN")
    inputs = shell.history_manager.input_hist_raw
    return [Cell(text, f"In [{number}]") for number, text in enumerate(inputs)]


def _shell() -> Any:
    """IPython's shell, if this is one; whoever runs in it has imported it."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
