"""Finds a student's file wherever it may lie, and says why it can't be graded."""

from __future__ import annotations

import os
import sys

import pytest

from grader.grading.handed_in import Answer, answer_to, contents
from grader.submission import SIZE_LIMIT

links = pytest.mark.skipif(sys.platform == "win32", reason="links need privileges there")


@pytest.fixture
def student(tmp_path):
    """An empty folder of a student."""
    folder = tmp_path / "Ada"
    folder.mkdir()
    return folder


@pytest.fixture
def answer(student, small_course):
    """Return the student's answer to the one exercise, greet."""
    exercise = small_course.exercise("01")
    return lambda: answer_to(exercise, contents(student))


def put(path, text="answer"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(
    "place", ["greet.py", "01_greet/greet.py", "exercises/01_greet/greet.py", "a/b/c/greet.py"]
)
def test_file_is_found(student, answer, place):
    """Loose, in the exercise's folder, in a copy of the kit, or deeper."""
    put(student / place)

    assert answer() == Answer(b"answer")


def test_loose_file_comes_first(student, answer):
    """Where there are several, the usual place decides."""
    put(student / "greet.py", "mine")
    put(student / "old/greet.py", "old")
    put(student / "exercises/01_greet/greet.py", "stub")

    assert answer().source == b"mine"


def test_exercises_come_before_solutions(student, answer):
    """A student who hands in the whole kit means what lies in exercises/."""
    put(student / "kit/exercises/01_greet/greet.py", "mine")
    put(student / "kit/solutions/01_greet/greet.py", "theirs")

    assert answer().source == b"mine"


def test_two_files_that_differ_are_not_guessed_at(student, answer):
    """Which one is meant, only the student knows."""
    put(student / "a/greet.py", "one")
    put(student / "b/greet.py", "two")

    assert answer().reason == ("there are 2 files for it, which differ: a/greet.py and b/greet.py")


def test_two_files_that_are_the_same_are_one(student, answer):
    """A copy does no harm."""
    put(student / "a/greet.py")
    put(student / "b/greet.py")

    assert answer() == Answer(b"answer")


def test_missing_file_is_normal(student, answer):
    """It is missing, and nothing else is wrong."""
    assert answer() == Answer(reason="no file greet.py", is_missing=True)


def test_misnamed_file_is_pointed_out(student, answer):
    """A name that is nearly right may be what was meant."""
    put(student / "Greet.py")

    assert answer().reason == "no file greet.py; is it Greet.py?"


@pytest.mark.parametrize(
    "name", ["ada_lovelace_greet.py", "greet (1).py", "greet.py.txt", "1234_Greet-final.py"]
)
def test_name_with_more_around_it_is_pointed_out(student, answer, name):
    """What a system for handing in, or a browser, makes of a name."""
    put(student / "a" / name)
    put(student / "a" / "test_greet.py")

    assert answer().reason == f"no file greet.py; is it {name}?"


def test_packed_file_is_pointed_out(student, answer):
    """Nothing is unpacked, and so what is in there is not overlooked silently."""
    put(student / "a" / "all.ZIP")
    put(student / "other.py")

    assert answer() == Answer(
        reason="no file greet.py; is it in a/all.ZIP, which is not unpacked?", is_missing=True
    )


def test_folder_is_no_file(student, answer):
    """A folder with the file's name is told apart."""
    (student / "greet.py").mkdir()

    assert answer().reason == "greet.py is a folder; the answer belongs in a file"


def test_huge_file_is_not_read(student, answer):
    """A file of 200 MB is measured, not read."""
    with (student / "greet.py").open("wb") as file:
        file.truncate(200_000_000)

    assert answer() == Answer(
        reason=f"greet.py has 200,000,000 bytes; at most {SIZE_LIMIT:,} are graded"
    )


@links
def test_broken_link_leads_nowhere(student, answer):
    """A link to nothing is no answer."""
    (student / "greet.py").symlink_to("nothing.py")

    assert answer().reason == "greet.py is a link that leads nowhere"


@links
def test_link_to_itself_leads_nowhere(student, answer):
    """A link that goes in a circle is no answer."""
    (student / "greet.py").symlink_to("greet.py")

    assert answer().reason == "greet.py is a link that leads nowhere"


@links
def test_link_out_of_the_folder_is_not_followed(student, answer, tmp_path):
    """Nobody hands in the solution by a link to it."""
    put(tmp_path / "solution.py")
    (student / "greet.py").symlink_to(tmp_path / "solution.py")

    assert answer().reason == "greet.py is a link that leads out of the student's folder"


@links
def test_link_within_the_folder_is_followed(student, answer):
    """A link to one's own file is as good as the file."""
    put(student / "work.py")
    (student / "greet.py").symlink_to("work.py")

    assert answer() == Answer(b"answer")


@links
def test_folders_in_a_circle_come_to_an_end(student, answer):
    """A link to a folder is not searched."""
    (student / "again").symlink_to(student)
    put(student / "deep/greet.py")

    assert answer() == Answer(b"answer")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_pipe_is_not_waited_for(student, answer):
    """A named pipe would block whoever reads it."""
    os.mkfifo(student / "greet.py")

    assert answer().reason == "greet.py is not a regular file"


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root reads everything")
def test_unreadable_file_says_so(student, answer):
    """A file without permission is a reason, not a crash."""
    put(student / "greet.py")
    (student / "greet.py").chmod(0)

    assert answer().reason == "greet.py can't be read: Permission denied"


def test_unreadable_folder_says_so(student, answer, monkeypatch):
    """A folder without permission is a reason, not a crash."""

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)

    assert answer().reason == "the folder can't be read"
