"""What nbgrader loads in `autograde`: the kit's grader in place of its own. Imports nbgrader.

nbgrader gives a cell full points for no output, for an output that isn't a number, and for some
that are; so every cell that is graded here gets exactly one output, its points as a plain float.
"""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets import Unicode

from grader.catalog import Course
from grader.grading.jobs import rubric_for
from grader.grading.zygote import Zygotes
from grader.model import Check, CheckResult, Exercise, Outcome
from grader.notebooks.cells import grade_id
from grader.notebooks.collect import Cell, Collected, collect
from grader.notebooks.page import result_html
from grader.notebooks.verdicts import verdicts
from grader.scoring import all_failed

BROKEN = "grader_broken"
"""Where the ids of cells that could not be graded travel from one preprocessor to the next."""

_NO_ANSWER = "this notebook has no cell with an answer: the answer's cell was deleted, or is empty."
_BROKEN = "This check could not be graded, which is not your fault. Your teacher will look at it."

Result = tuple[NotebookNode, dict[str, Any]]


class RestoreCells(NbGraderPreprocessor):
    """Give each cell of a submission that nbgrader knows back what it was handed out as.

    A copied cell loses its grade_id (the last copy keeps it), a foreign one too; a deleted check
    comes back at the end. So nothing that a student does to cells makes nbgrader stop.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Result:
        """Restore the metadata of all cells."""
        place = resources["nbgrader"]
        with Gradebook(place["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(place["notebook"], place["assignment"])
            missing = {cell.name: self._facts(cell, notebook) for cell in notebook.source_cells}
        for cell in reversed(nb.cells):
            name = _grade_id(cell)
            if name in missing:
                facts, _ = missing.pop(name)
                cell.metadata["nbgrader"] = facts
            else:
                cell.metadata.pop("nbgrader", None)
        for facts, source in missing.values():
            if facts["grade"]:
                new = new_code_cell if facts["cell_type"] == "code" else new_markdown_cell
                nb.cells.append(new(source, metadata={"nbgrader": facts}))
        return nb, resources

    @staticmethod
    def _facts(cell: Any, notebook: Any) -> tuple[NotebookNode, str]:
        points = {each.name: each.max_score for each in notebook.grade_cells}
        tasks = {each.name: each.max_score for each in notebook.task_cells}
        facts = NotebookNode(
            schema_version=3,
            grade_id=cell.name,
            cell_type=cell.cell_type,
            checksum=cell.checksum,
            grade=cell.name in points,
            solution=any(cell.name == each.name for each in notebook.solution_cells),
            locked=cell.locked,
            task=cell.name in tasks,
        )
        if cell.name in {**points, **tasks}:
            facts["points"] = {**points, **tasks}[cell.name]
        return facts, cell.source


class GradeChecks(NbGraderPreprocessor):
    """Grade a submission with the kit's grader, and write each check's result into its cell."""

    course = Unicode(help="The folder with exercises/, solutions/ and tests/.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Result:
        """Grade a notebook; one that isn't of the kit is executed, as nbgrader does."""
        exercise = self._exercise(resources["nbgrader"]["assignment"])
        if exercise is None:
            executed: Result = Execute(parent=self.parent).preprocess(nb, resources)
            return executed
        results = {grade_id(each.check): each for each in self._results(nb, exercise)}
        broken = resources.setdefault(BROKEN, [])
        for number, cell in enumerate(filter(utils.is_grade, nb.cells), 1):
            if cell.cell_type != "code":
                continue
            result = results.pop(_grade_id(cell), None) or _unknown(cell)
            if result.outcome in (Outcome.BROKEN, Outcome.SKIPPED):
                self.log.error("%s could not be graded: %s", _grade_id(cell), result.rationale)
                broken.append(_grade_id(cell))
                result = CheckResult(result.check, Outcome.BROKEN, _BROKEN)
            _write(cell, result, number)
        for name in results:
            self.log.warning("No cell for the check %s: the notebook is older than its suite", name)
        return nb, resources

    def _exercise(self, assignment: str) -> Exercise | None:
        course = Course(Path(self.course))
        names = [exercise.folder.name for exercise in course.exercises()]
        return course.exercise(assignment) if assignment in names else None

    def _results(self, nb: NotebookNode, exercise: Exercise) -> tuple[CheckResult, ...]:
        answer, rubric = _answer(nb, exercise), rubric_for(exercise)
        if not answer.source.strip():
            return all_failed(rubric.checks, _NO_ANSWER)
        return verdicts(answer, rubric, _zygotes(Path(self.course), rubric.suites))


class FlagBroken(NbGraderPreprocessor):
    """Ask for a manual grade where the kit could not give one: our fault costs nobody points."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Result:
        """Mark the grades in the gradebook; runs after SaveAutoGrades has written them."""
        place = resources["nbgrader"]
        where = place["notebook"], place["assignment"], place["student"]
        if resources.get(BROKEN):
            with Gradebook(place["db_url"]) as gradebook:
                for name in resources[BROKEN]:
                    gradebook.find_grade(name, *where).needs_manual_grade = True
                gradebook.db.commit()
        return nb, resources


# nbgrader makes its preprocessors anew for each notebook; a process that is warm outlives them.
@cache
def _zygotes(course: Path, suites: tuple[Path, ...]) -> Zygotes:
    zygotes = Zygotes(course, suites)
    atexit.register(zygotes.close)
    return zygotes


def _answer(nb: NotebookNode, exercise: Exercise) -> Collected:
    cells = [
        Cell(
            cell.source,
            "your answer cell" if utils.is_solution(cell) else f"cell {number}",
            utils.is_solution(cell),
        )
        for number, cell in enumerate(nb.cells, 1)
        if cell.cell_type == "code" and not utils.is_locked(cell)
    ]
    return collect(cells, exercise.stub.read_text(encoding="utf-8"))


def _write(cell: NotebookNode, result: CheckResult, number: int) -> None:
    """Give a cell its one output: the points for nbgrader, the report for the student."""
    points = float(cell.metadata["nbgrader"]["points"])
    earned = points if result.outcome is Outcome.PASSED else 0.0
    data = {"text/plain": repr(earned), "text/html": result_html(result, points)}
    cell.execution_count = number
    cell.outputs = [new_output("execute_result", data, execution_count=number)]


def _unknown(cell: NotebookNode) -> CheckResult:
    """The result of a graded cell that no suite knows: somebody must look at it."""
    check = Check(_grade_id(cell), "A cell that is graded by hand", 0, True)
    return CheckResult(check, Outcome.BROKEN, "the exercise has no such check")


def _grade_id(cell: NotebookNode) -> str:
    facts = cell.metadata.get("nbgrader")
    return str(facts.get("grade_id", "")) if isinstance(facts, dict) else ""
