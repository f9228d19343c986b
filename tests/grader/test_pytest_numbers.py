"""`exercises/03` is completed to the folder it means, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.catalog import CatalogError
from grader.pytest_numbers import completed


@pytest.fixture
def course(tmp_path):
    """Two exercises with visible suites; the first has a hidden one too."""
    for suite in (
        "exercises/03_stop/test_stop.py",
        "exercises/04_pool/test_pool.py",
        "tests/03_stop/test_stop.py",
        "exercises/03_stop/stop.py",
    ):
        path = tmp_path / suite
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    for name in ("03_stop", "04_pool"):
        (tmp_path / "exercises" / name / "exercise.toml").write_text('title = "x"')
    return tmp_path.resolve()


def at(start, path):
    """Return which file or folder a path means in the folder `start`."""
    return str(start / path)


@pytest.mark.parametrize(
    ("start", "argument", "means"),
    [
        ("", "exercises/03", "exercises/03_stop"),
        ("", "exercises/3", "exercises/03_stop"),
        ("", "exercises/stop", "exercises/03_stop"),
        ("", "tests/03", "tests/03_stop"),
        ("", "04", "exercises/04_pool"),
        ("exercises", "03", "exercises/03_stop"),
        ("tests", "3", "tests/03_stop"),
        ("tests", "../exercises/3", "exercises/03_stop"),
        ("exercises/03_stop", "3", "exercises/03_stop"),
        ("exercises/03_stop", "exercises/04", "exercises/04_pool"),
        ("", "exercises/03::test_x", "exercises/03_stop/test_stop.py::test_x"),
    ],
)
def test_an_exercise_is_completed(course, start, argument, means):
    """A number, with or without zeros, or a slug stands for the folder of that shelf."""
    assert at(course / start, completed(argument, course / start)) == str(course / means)


@pytest.mark.parametrize(
    ("start", "argument"), [("", "exercises/03_stop/stop.py"), ("exercises/03_stop", "stop.py")]
)
def test_a_students_own_file_means_its_checks(course, start, argument):
    """pytest finds no test in it, and would say nothing more."""
    suite = course / "exercises/03_stop/test_stop.py"

    assert at(course / start, completed(argument, course / start)) == str(suite)
    assert completed(f"{argument}::test_x", course / start).endswith("test_stop.py::test_x")


def test_a_path_is_not_longer_than_it_must_be(course):
    """pytest refuses brackets in it, and a course may lie in a folder that has some."""
    assert completed("exercises/03", course) == str(Path("exercises/03_stop"))


@pytest.mark.parametrize(
    "argument",
    ["exercises/03_stop", "exercises", "tests/grader", "grader", "src/99", "tests/test_x.py", "."],
)
def test_everything_else_is_left_alone(course, argument):
    """What is a path already, or can't mean an exercise, stays pytest's business."""
    assert completed(argument, course) == argument


@pytest.mark.parametrize("argument", ["exercises/99", "tests/99", "99", "exercises/nope"])
def test_an_unknown_exercise_lists_the_others(course, argument):
    """Who asks for what is not there learns what is."""
    with pytest.raises(CatalogError, match=r"there is no exercise \w+; there are 03 stop, 04 pool"):
        completed(argument, course)


def test_a_handout_has_no_hidden_suite(course):
    """A number that has no suite in that folder is told so."""
    with pytest.raises(
        CatalogError, match=r"test_pool\.py does not exist; exercise 04 has no such"
    ):
        completed("tests/04", course)


def test_another_course_is_searched_too(course, tmp_path_factory):
    """With a course of its own, numbers need not be where pytest is run."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    assert completed("exercises/3", elsewhere, course) == str(course / "exercises/03_stop")
