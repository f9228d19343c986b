"""Which folders are exercises, and which are not: students keep all sorts of things there."""

from __future__ import annotations

import shutil

import pytest

from grader.catalog import CatalogError, Course, course_around


@pytest.fixture
def course(tmp_path):
    """A course with two exercises, 03 and 04."""
    for name in ("03_stop", "04_pool"):
        make(tmp_path, name)
    return Course(tmp_path)


def make(root, name):
    """Write the files of an exercise that the catalog looks for."""
    folder = root / "exercises" / name
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text(f'title = "{name}"')
    for file in (f"{name[3:]}.py", f"test_{name[3:]}.py"):
        (folder / file).write_text("")


def names(course):
    """The folders of a course's exercises."""
    return [exercise.folder.name for exercise in course.exercises()]


def test_exercises_come_in_the_order_of_their_numbers(course):
    """Which is that of the course, not that of the letters."""
    make(course.root, "100_last")
    make(course.root, "20_late")

    assert names(course) == ["03_stop", "04_pool", "20_late", "100_last"]


def test_a_copy_of_a_folder_is_no_second_exercise(course):
    """A student keeps an old answer; nothing in the copy is named like its folder."""
    folder = course.root / "exercises" / "03_stop"
    shutil.copytree(folder, folder.with_name("03_stop_old"))
    shutil.copytree(folder, folder.with_name("03_a_copy"))

    assert names(course) == ["03_stop", "04_pool"]


def test_a_folder_of_ones_own_is_no_exercise(course):
    """Whatever it is called."""
    own = course.root / "exercises" / "05_mine"
    own.mkdir()
    (own / "mine.py").write_text("")

    assert names(course) == ["03_stop", "04_pool"]


def test_two_exercises_with_one_number_are_refused(course):
    """An author has made both; a number must mean one of them."""
    make(course.root, "03_other")

    with pytest.raises(CatalogError, match=r"the number 03: 03_other and 03_stop\. Give"):
        course.exercises()


def test_an_exercise_without_a_title_is_refused(course):
    """It has checks, and so somebody means it."""
    (course.root / "exercises" / "04_pool" / "exercise.toml").unlink()

    with pytest.raises(CatalogError, match=r"exercise\.toml is missing: it holds the exercise's"):
        course.exercises()


def test_an_exercise_without_checks_is_one(course):
    """It can't be checked, but it is in the list, and says so there."""
    (course.root / "exercises" / "04_pool" / "test_pool.py").unlink()

    assert names(course) == ["03_stop", "04_pool"]


@pytest.mark.parametrize("place", [".", "exercises", "exercises/03_stop"])
def test_a_course_is_found_from_within(course, place):
    """By the exercises in it."""
    assert course_around(course.root / place) == course


def test_elsewhere_no_course_is_found(tmp_path):
    """A folder called `exercises` alone is none."""
    (tmp_path / "exercises").mkdir()

    assert course_around(tmp_path) is None
