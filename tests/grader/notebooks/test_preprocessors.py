"""What happens in nbgrader's `autograde` when something is not as it should be."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from grader.model import CheckResult, Outcome
from grader.testing import suite_checks

pytest.importorskip("nbgrader")

from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.utils import determine_grade

from grader.notebooks import preprocessors
from grader.notebooks.preprocessors import BROKEN, FlagBroken, GradeChecks

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.filterwarnings("ignore:Object of type"),  # SQLAlchemy, about nbgrader's own code
]


def grade_cell(name, points=3):
    """The cell of a check."""
    facts = {"grade_id": name, "grade": True, "solution": False, "locked": True, "points": points}
    return new_code_cell("check()", metadata={"nbgrader": facts})


def answer_cell(source):
    """The cell with the answer."""
    facts = {"grade_id": "answer", "grade": False, "solution": True, "locked": False}
    return new_code_cell(source, metadata={"nbgrader": facts})


@pytest.fixture
def grade(small_course):
    """Return how to grade a notebook of these cells; the result is what resources hold."""

    def run(*cells, assignment="01_greet"):
        resources = {"nbgrader": {"assignment": assignment}}
        pre = GradeChecks(course=str(small_course.root))
        _, resources = pre.preprocess(new_notebook(cells=list(cells)), resources)
        return resources

    return run


@pytest.fixture
def all_are(monkeypatch):
    """Return how to give every check this outcome without running it."""

    def outcome(which):
        def verdicts(answer, rubric, zygotes):
            return tuple(CheckResult(check, which, "why") for check in rubric.checks)

        monkeypatch.setattr(preprocessors, "verdicts", verdicts)

    return outcome


@pytest.mark.parametrize("points", [1, 2.5, 0.1, 0])
def test_passed_check_earns_what_its_cell_is_worth(grade, all_are, points):
    """Neither more nor less than the points that the teacher gave it, exactly."""
    all_are(Outcome.PASSED)
    cell = grade_cell("visible-test_greets", points)

    grade(answer_cell("x = 1"), cell)

    assert determine_grade(cell) == (points, points)


def test_failed_check_earns_nothing(grade, all_are):
    """A failed check's cell holds the number 0, and the reason."""
    all_are(Outcome.FAILED)
    cell = grade_cell("visible-test_greets")

    grade(answer_cell("x = 1"), cell)

    assert determine_grade(cell) == (0, 3)
    assert "why" in cell.outputs[0]["data"]["text/html"]


def test_broken_check_is_left_to_the_teacher(grade, all_are):
    """Our own mistake is told as ours, and noted for FlagBroken."""
    all_are(Outcome.BROKEN)
    cell = grade_cell("hidden-test_greets_others")

    resources = grade(answer_cell("x = 1"), cell)

    assert resources[BROKEN] == ["hidden-test_greets_others"]
    assert "not your fault" in cell.outputs[0]["data"]["text/html"]
    assert "why" not in cell.outputs[0]["data"]["text/html"]


def test_cell_that_no_suite_knows_is_left_to_the_teacher(grade, all_are):
    """It is not executed, and silence would be full marks."""
    all_are(Outcome.PASSED)
    cell = grade_cell("essay")

    resources = grade(answer_cell("x = 1"), cell)

    assert determine_grade(cell) == (0, 3)
    assert resources[BROKEN] == ["essay"]


def test_notebook_without_an_answer_is_told_so(grade):
    """Nothing is run when there is nothing."""
    cell = grade_cell("visible-test_greets")

    grade(cell)

    assert "no cell with an answer" in cell.outputs[0]["data"]["text/html"]


def test_other_notebooks_are_executed(grade, monkeypatch):
    """A teacher's own assignment in the same course is graded as nbgrader does it."""
    executed = []

    def execute(parent):
        return SimpleNamespace(preprocess=lambda nb, resources: executed.append(nb) or (nb, {}))

    monkeypatch.setattr(preprocessors, "Execute", execute)

    grade(grade_cell("mine"), assignment="homework")

    assert len(executed) == 1


def test_broken_check_waits_for_a_manual_grade(tmp_path):
    """The gradebook, and so formgrader, says who must be looked at."""
    url = f"sqlite:///{tmp_path}/gradebook.db"
    with Gradebook(url) as gradebook:
        gradebook.add_assignment("01_greet")
        gradebook.add_notebook("01_greet", "01_greet")
        gradebook.add_grade_cell("a", "01_greet", "01_greet", max_score=3, cell_type="code")
        gradebook.add_student("ada")
        gradebook.add_submission("01_greet", "ada")
    where = {"notebook": "01_greet", "assignment": "01_greet", "student": "ada", "db_url": url}

    FlagBroken().preprocess(new_notebook(), {"nbgrader": where, BROKEN: ["a"]})

    with Gradebook(url) as gradebook:
        assert gradebook.find_grade("a", "01_greet", "01_greet", "ada").needs_manual_grade


def test_small_course_has_the_checks_that_these_tests_name(small_course):
    """Otherwise they would test nothing."""
    [exercise] = small_course.exercises()

    names = [check.name for check in suite_checks(exercise.visible_suite, visible=True)]
    assert "test_greets" in names
