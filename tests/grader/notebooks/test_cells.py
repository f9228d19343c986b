"""What an exercise looks like as a notebook."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from grader.catalog import Course
from grader.notebooks.cells import grade_id, notebook
from grader.testing import suite_checks

EXERCISES = pytest.mark.parametrize(
    "exercise", Course().exercises(), ids=lambda exercise: exercise.slug
)


def cells(exercise, kind):
    """The cells of a source notebook that nbgrader knows as solution or grade."""
    found = notebook(exercise)["cells"]
    return [cell for cell in found if cell["metadata"].get("nbgrader", {}).get(kind)]


def checks(exercise):
    """All checks of an exercise."""
    return [
        *suite_checks(exercise.visible_suite, visible=True),
        *suite_checks(exercise.hidden_suite, visible=False),
    ]


@EXERCISES
def test_students_get_the_stub_unchanged(exercise):
    """Without the solution, the answer's cell is the stub down to its `if __name__` block."""
    [answer] = cells(exercise, "solution")

    released = re.sub(r"### BEGIN SOLUTION\n.*### END SOLUTION", "", answer["source"], flags=re.S)
    assert exercise.stub.read_text(encoding="utf-8").startswith(released)
    assert "raise NotImplementedError" in released
    assert "__main__" not in released


@EXERCISES
def test_source_cell_runs_as_the_solution(exercise):
    """The solution comes last, and defines all that the stub does."""
    [answer] = cells(exercise, "solution")

    solution = answer["source"].partition("### BEGIN SOLUTION\n")[2]
    compile(answer["source"], "answer", "exec")
    assert "NotImplementedError" not in solution


@EXERCISES
def test_every_check_has_its_cell(exercise):
    """With its promise and its points, read-only, under an id of its own."""
    found = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in cells(exercise, "grade")}

    assert list(found) == [grade_id(check) for check in checks(exercise)]
    for check in checks(exercise):
        cell = found[grade_id(check)]
        assert cell["metadata"]["nbgrader"]["points"] == check.points
        assert cell["metadata"]["nbgrader"]["locked"]
        assert check.title in cell["source"].replace("\n# ", " ")


@EXERCISES
def test_hidden_suite_stays_hidden(exercise):
    """No line of a hidden suite's code is in the notebook that students get."""
    sources = "\n".join(cell["source"] for cell in notebook(exercise)["cells"])
    hidden = exercise.hidden_suite.read_text(encoding="utf-8")

    leaked = [line for line in hidden.splitlines() if "assert " in line and line in sources]
    assert leaked == []


@EXERCISES
def test_notebook_is_valid(exercise):
    """nbformat finds nothing to complain about, and ids are unique."""
    nbformat = pytest.importorskip("nbformat")

    nbformat.validate(notebook(exercise), relax_add_props=False)
    ids = [cell["id"] for cell in notebook(exercise)["cells"]]
    assert len(ids) == len(set(ids))


@EXERCISES
def test_a_notebook_names_no_command_for_its_hints(exercise):
    """They are cells of its own."""
    text = "".join(c["source"] for c in notebook(exercise)["cells"] if c["cell_type"] == "markdown")

    assert "grader hint" not in text
    assert "Stuck? There are hints below the cells for your answer" in text


def test_comment_in_a_block_of_code_is_no_heading(small_course, tmp_path):
    """Sections begin at headings; `## ` in an example is Python."""
    [exercise] = small_course.exercises()
    readme = "# A\n\n```python\n## no heading\n```\n\n## B\n"
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")

    found = notebook(replace(exercise, folder=tmp_path))["cells"]

    texts = [cell["source"] for cell in found[:2]]
    assert texts == ["# A\n\n```python\n## no heading\n```", "## B"]
