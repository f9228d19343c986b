"""nbgrader's own commands on a course of ours: release, hand in, grade, feedback, export.

Three honest submissions get what `grader grade` gives them; those that break their notebook lose no
more than they broke, and those that forge it win nothing.
"""

from __future__ import annotations

import copy
import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.catalog import KIT, Course
from grader.grading.grade_one import grade_one
from grader.grading.jobs import Job, rubric_for
from grader.grading.zygote import Zygotes
from grader.model import Outcome
from grader.notebooks import write_course
from grader.notebooks.cells import grade_id

pytest.importorskip("nbgrader")
pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange is POSIX's"),
]

NAME = "03_stop_via_event"
EXERCISE = Course().exercise("03")
RIGHT = EXERCISE.solution.read_text(encoding="utf-8")
WRONG = RIGHT.replace("stop.set()", "pass")
HANGING = RIGHT.replace("stop.set()", "while not thread.is_alive(): pass\n    stop.set()")
HONEST = {"right": RIGHT, "wrong": WRONG, "hanging": HANGING}


def nbgrader(folder, *lines):
    """Run nbgrader's commands in a course's folder."""
    script = Path(__file__).with_name("run_nbgrader.py")
    done = subprocess.run(
        [sys.executable, script, json.dumps(lines)],
        cwd=folder,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(KIT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def facts(cell):
    """What nbgrader knows of a cell."""
    return cell["metadata"].get("nbgrader", {})


def answer_of(notebook):
    """The solution cell of a notebook."""
    return next(cell for cell in notebook["cells"] if facts(cell).get("solution"))


def filled_in(released, text):
    """A submission with this answer."""
    notebook = copy.deepcopy(released)
    answer_of(notebook)["source"] = text
    return notebook


def without_checks(notebook):
    """A submission whose student deleted the cells of all checks."""
    notebook["cells"] = [cell for cell in notebook["cells"] if not facts(cell).get("grade")]
    return notebook


def with_a_copied_answer(notebook):
    """A submission whose answer's cell is there twice, the first one not filled in."""
    answer = answer_of(notebook)
    first = {**copy.deepcopy(answer), "id": "copy", "source": "x = 1"}
    notebook["cells"].insert(notebook["cells"].index(answer), first)
    return notebook


def with_an_own_cell(notebook):
    """A submission whose answer stands in a cell of the student's own."""
    answer = answer_of(notebook)
    mine = {**answer, "id": "mine", "metadata": {}}
    notebook["cells"][notebook["cells"].index(answer)] = mine
    return notebook


def forged(notebook):
    """A submission whose checks say that they are worth 100 points, and give them."""
    for cell in notebook["cells"]:
        if facts(cell).get("grade"):
            cell["metadata"]["nbgrader"] |= {"points": 100, "locked": False}
            cell["source"] = "100"
    return notebook


def unmarked(notebook):
    """A submission whose checks say that they are none."""
    for cell in notebook["cells"]:
        if facts(cell).get("grade"):
            cell["metadata"]["nbgrader"] |= {"grade": False, "solution": True, "locked": False}
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course that was released, handed in, graded, and exported."""
    folder = tmp_path_factory.mktemp("nbgrader") / "course"
    write_course(folder, Course())
    exchange = folder / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    source = folder / "source" / NAME / f"{NAME}.ipynb"
    source.write_text(_with_other_points(source.read_text(encoding="utf-8")), encoding="utf-8")
    nbgrader(
        folder,
        ["generate_assignment", NAME],
        ["release_assignment", NAME, f"--Exchange.root={exchange}"],
    )
    released = json.loads((folder / "release" / NAME / f"{NAME}.ipynb").read_text())
    submissions = {name: filled_in(released, text) for name, text in HONEST.items()}
    submissions |= {
        "stub": released,
        "magic": filled_in(released, f"%matplotlib inline\n{RIGHT}\n!ls\n"),
        "deleted": without_checks(filled_in(released, RIGHT)),
        "copied": with_a_copied_answer(filled_in(released, RIGHT)),
        "own": with_an_own_cell(filled_in(released, RIGHT)),
        "empty": {**released, "cells": []},
        "forged": forged(copy.deepcopy(released)),
        "unmarked": unmarked(copy.deepcopy(released)),
    }
    for student, notebook in submissions.items():
        path = folder / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
    nbgrader(
        folder,
        ["autograde", NAME],
        ["generate_feedback", NAME, "--student=wrong"],
        ["generate_feedback", NAME, "--student=hanging"],
        ["export"],
    )
    return folder


def _with_other_points(notebook):
    """A teacher makes the first check worth 3 points more."""
    changed = json.loads(notebook)
    first = next(cell for cell in changed["cells"] if facts(cell).get("grade"))
    first["metadata"]["nbgrader"]["points"] += 3
    return json.dumps(changed)


@pytest.fixture(scope="module")
def graded():
    """What the kit's grader says of the honest submissions."""
    rubric = rubric_for(EXERCISE)
    with Zygotes(KIT, rubric.suites) as zygotes:
        return {
            student: grade_one(Job(rubric, text.encode()), zygotes).results
            for student, text in HONEST.items()
        }


def exported(course):
    """The scores of all students."""
    with (course / "grades.csv").open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def outputs(course, student):
    """The one output of each check's cell in a graded notebook."""
    path = course / "autograded" / student / NAME / f"{NAME}.ipynb"
    cells = [cell for cell in json.loads(path.read_text())["cells"] if facts(cell).get("grade")]
    assert all(len(cell["outputs"]) == 1 for cell in cells)
    return {facts(cell)["grade_id"]: cell["outputs"][0]["data"] for cell in cells}


@pytest.mark.parametrize("student", HONEST)
def test_checks_pass_and_fail_as_in_the_kit(course, graded, student):
    """Each check's cell holds a number: its own points if the check passes, and else 0."""
    first, *others = graded[student]
    worth = {grade_id(each.check): each.check.points for each in others}
    worth[grade_id(first.check)] = first.check.points + 3

    found = outputs(course, student)

    assert {name: float("".join(data["text/plain"])) for name, data in found.items()} == {
        grade_id(each.check): worth[grade_id(each.check)] * (each.outcome is Outcome.PASSED)
        for each in graded[student]
    }


def test_scores_are_the_sums(course):
    """A hanging answer costs its checks; a broken notebook costs nothing but what is missing."""
    scores = exported(course)

    assert scores["right"] == 13
    assert 0 < scores["wrong"] < 13
    assert 0 < scores["hanging"] < 13
    assert [scores[name] for name in ("magic", "deleted", "copied", "own")] == [13] * 4
    assert [scores[name] for name in ("stub", "empty", "forged", "unmarked")] == [0] * 4


def test_rationale_names_the_cell(course):
    """What went wrong is told in terms of the notebook, which has no file stop_via_event.py."""
    told = "".join("".join(data["text/html"]) for data in outputs(course, "hanging").values())

    assert "your answer cell, line" in told
    assert EXERCISE.filename not in told.replace(f"test_{EXERCISE.filename}", "")


def test_feedback_shows_reports_and_no_hidden_code(course):
    """A student gets a page with what the checks found; the hidden suite stays hidden."""
    pages = {
        path.parent.parent.name: path.read_text(encoding="utf-8")
        for path in (course / "feedback").rglob("*.html")
    }

    assert set(pages) == {"wrong", "hanging"}
    assert "your answer cell, line" in pages["hanging"]
    assert 'src="data:image/svg+xml;base64,' in pages["wrong"]
    assert "def test_" not in "".join(pages.values())


def test_release_is_the_stub_in_the_exchange(course):
    """What students fetch holds the stub, and no solution."""
    [path] = (course / "exchange").rglob("*.ipynb")

    source = answer_of(json.loads(path.read_text()))["source"]
    assert EXERCISE.stub.read_text(encoding="utf-8").startswith("".join(source).rstrip())
