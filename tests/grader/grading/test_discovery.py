"""Finds the students of a class, whatever their folders are called."""

from __future__ import annotations

import os
import sys

import pytest

from grader.grading.discovery import NoSubmissions, read_class


@pytest.fixture
def found(tmp_path, small_course):
    """Return the class in the temporary folder."""
    return lambda **options: read_class(tmp_path, small_course.exercises(), **options)


def test_students_come_in_the_order_of_their_names(tmp_path, found):
    """The order does not hang on the file system, nor on case."""
    for name in ("carla", "Bob", "ada"):
        (tmp_path / name).mkdir()

    assert [student.name for student in found().students] == ["ada", "Bob", "carla"]


@pytest.mark.parametrize("name", ["O'Neil, Jr.", "=1+1", " Zoë 🧵", "-x", "[bold]"])
def test_name_is_kept_as_it_is(tmp_path, found, name):
    """Spaces, commas, quotes, emoji, a leading = are part of a name."""
    (tmp_path / name).mkdir()

    assert [student.name for student in found().students] == [name]


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that are only bytes")
def test_name_that_is_no_text_is_spelt_out(tmp_path, found):
    """A name that is no UTF-8, or that would move the cursor, is made harmless."""
    os.mkdir(os.fsencode(tmp_path) + b"/M\xfcller\n\x1b[2J")

    assert [student.name for student in found().students] == ["M\\udcfcller\\n\\x1b[2J"]


@pytest.mark.skipif(sys.platform != "linux", reason="case does not matter there")
def test_names_that_differ_in_case_only_are_pointed_out(tmp_path, found):
    """Both are graded; the instructor should know."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "Ada").mkdir()

    assert [(student.name, student.remarks) for student in found().students] == [
        ("Ada", ("almost the same name as ada: is that one student?",)),
        ("ada", ("almost the same name as Ada: is that one student?",)),
    ]


def test_files_beside_the_folders_are_named(tmp_path, found):
    """A file is no student; what is hidden is not even named."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "roster.csv").touch()
    (tmp_path / ".DS_Store").touch()
    (tmp_path / "__MACOSX").mkdir()

    assert found().ignored == ("roster.csv",)


def test_gradebooks_folder_is_no_student(tmp_path, found):
    """The results may lie among the submissions."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "grades").mkdir()

    names = [student.name for student in found(but_not=[tmp_path / "grades"]).students]

    assert names == ["ada"]


def test_empty_folder_is_no_class(found):
    """It says what the folder needs."""
    with pytest.raises(NoSubmissions, match=r"is empty\. It needs a folder for each student"):
        found()


def test_folder_of_files_is_no_class(tmp_path, found):
    """Loose files belong to nobody."""
    (tmp_path / "greet.py").touch()

    with pytest.raises(NoSubmissions, match="has only files"):
        found()


def test_absent_folder_is_no_class(tmp_path, small_course):
    """It says so, rather than grading nobody."""
    with pytest.raises(NoSubmissions, match="does not exist"):
        read_class(tmp_path / "nowhere", small_course.exercises())


def test_file_is_no_class(tmp_path, small_course):
    """It says so."""
    (tmp_path / "file").touch()

    with pytest.raises(NoSubmissions, match="is a file"):
        read_class(tmp_path / "file", small_course.exercises())
