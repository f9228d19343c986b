"""What a student's cells call: `check("03")` runs the visible checks on this notebook's answer.

The answer is taken from the cells that were run in this kernel, as the kernel remembers them, and
is checked in a process of its own: nothing that it does can hurt the kernel. Needs no nbgrader.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader.catalog import Course
from grader.grading.jobs import rubric_for
from grader.grading.zygote import Zygotes
from grader.model import CheckResult, Exercise, Outcome, Report
from grader.notebooks.collect import Cell, Collected, collect, defined
from grader.notebooks.page import Page
from grader.notebooks.verdicts import verdicts

LATER = "This check runs when your notebook is graded."


class NotGraded(Exception):
    """A check's cell was executed in order to grade it, which is never how the kit grades."""


class CheckFailed(Exception):
    """A check failed; the text is its rationale and timeline.

    A notebook shows it without a traceback.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


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
    answer = _answer(exercise)
    results = _checked(answer, exercise, course.root)
    if not name:
        return Page(Report("", exercise, results))
    chosen = tuple(each for each in results if each.check.name == name)
    if not chosen:
        print(LATER)
        return None
    if chosen[0].outcome is not Outcome.PASSED:
        raise CheckFailed(f"{chosen[0].rationale}\n\n{chosen[0].timeline}".rstrip())
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
    answer = collect(_history(), stub)
    wanted = defined(stub)
    if wanted and not wanted & defined(answer.source):
        names = ", ".join(f"{name}()" for name in sorted(wanted))
        raise LookupError(f"no cell that was run so far defines {names}: run your answer's cell")
    return answer


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
