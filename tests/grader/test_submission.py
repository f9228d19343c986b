"""What a student hands in becomes a module, or a sentence that says what is missing."""

from __future__ import annotations

import linecache
import sys
from pathlib import Path

import pytest

from grader.model import Exercise
from grader.submission import MissingName, SubmissionError, load, locate, read, room_for


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """An exercise `egg_timer`, whose stub has a function and a class."""
    folder = tmp_path / "exercises" / "07_egg_timer"
    folder.mkdir(parents=True)
    stub = folder / "egg_timer.py"
    stub.write_text("def boil(eggs: int, *, soft: bool = True) -> float: ...\n\nclass Timer: ...\n")
    return Exercise(
        number="07",
        slug="egg_timer",
        title="Eggs",
        concepts=(),
        prerequisites=(),
        minutes=5,
        hints=(),
        folder=folder,
        stub=stub,
        visible_suite=folder / "test_egg_timer.py",
        solution=tmp_path / "solutions" / "07_egg_timer" / "egg_timer.py",
        hidden_suite=tmp_path / "tests" / "07_egg_timer" / "test_egg_timer.py",
    )


@pytest.fixture
def anna(tmp_path: Path) -> Path:
    """A student's folder."""
    folder = tmp_path / "anna"
    folder.mkdir()
    return folder


def refusal(path: Path, exercise: Exercise) -> str:
    """Return what the student is told."""
    with pytest.raises(SubmissionError) as caught:
        read(locate(path, exercise), exercise)
    return str(caught.value)


# -- finding the file -----------------------------------------------------------------------------


def test_a_file_is_a_submission_whatever_it_is_called(exercise: Exercise, anna: Path) -> None:
    """A file named on the command line needs no particular name."""
    (anna / "mine.py").write_text("x = 1\n")

    assert locate(anna / "mine.py", exercise) == anna / "mine.py"


@pytest.mark.parametrize("below", ["", "07_egg_timer", "exercises/07_egg_timer"])
def test_a_folder_has_the_file_or_the_exercise_folder(
    exercise: Exercise, anna: Path, below: str
) -> None:
    """A folder is searched for the file itself, and for the exercise's folder."""
    (anna / below).mkdir(parents=True, exist_ok=True)
    (anna / below / "egg_timer.py").write_text("x = 1\n")

    assert locate(anna, exercise) == anna / below / "egg_timer.py"


def test_a_missing_file_is_named(exercise: Exercise, anna: Path) -> None:
    """A path to nowhere is told with the file that is wanted."""
    told = refusal(anna / "gone.py", exercise)

    assert told.endswith("gone.py does not exist. Put your answer into a file egg_timer.py.")


def test_a_misspelt_file_is_recognised(exercise: Exercise, anna: Path) -> None:
    """A folder with a file of nearly the right name gets a proposal."""
    (anna / "eggtimer.py").write_text("x = 1\n")

    assert refusal(anna, exercise) == (
        "the folder anna has no egg_timer.py. Did you mean eggtimer.py? Rename it to egg_timer.py."
    )


@pytest.mark.parametrize("name", ["eggtimer.py", "egg_timer (1).py", "egg_timer.py.txt"])
def test_a_students_own_file_is_looked_for_beside(exercise: Exercise, name: str) -> None:
    """An editor or a browser gave it another name; a suite's name is nearly right, too."""
    exercise.stub.rename(exercise.folder / name)
    (exercise.folder / "test_egg_timer.py").write_text("")

    assert refusal(exercise.stub, exercise) == (
        f"the folder 07_egg_timer has no egg_timer.py. Did you mean {name}? "
        "Rename it to egg_timer.py."
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "the folder 07_egg_timer has no egg_timer.py. "),
        ("", "egg_timer.py is empty: did you save it? "),
    ],
)
def test_what_was_handed_out_can_be_had_again(
    exercise: Exercise, content: str | None, told: str
) -> None:
    """Who has lost it, or emptied it, learns how to get it back."""
    exercise.stub.unlink()
    if content is not None:
        exercise.stub.write_text(content)

    assert refusal(exercise.stub, exercise) == (
        f"{told}The one that was handed out comes back with:  grader reset 07"
    )


def test_an_empty_folder_says_what_belongs_there(exercise: Exercise, anna: Path) -> None:
    """A folder without any Python file says what to put into it."""
    assert refusal(anna, exercise) == (
        "the folder anna has no egg_timer.py. Put your answer there, in a file egg_timer.py."
    )


def test_a_folder_in_place_of_the_file_is_told(exercise: Exercise, anna: Path) -> None:
    """A folder that is called like the file is no submission."""
    (anna / "egg_timer.py").mkdir()

    assert refusal(anna, exercise) == (
        "egg_timer.py is a folder; your answer belongs in a file egg_timer.py."
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_broken_link_is_told(exercise: Exercise, anna: Path) -> None:
    """A link that leads nowhere is no missing file, and says so."""
    (anna / "egg_timer.py").symlink_to(anna / "gone.py")

    assert "is a link to a file that does not exist" in refusal(anna / "egg_timer.py", exercise)


# -- reading it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            b"",
            "egg_timer.py is empty: did you save it? Start from the exercise's own egg_timer.py.",
        ),
        (b" \n\n", "egg_timer.py is empty:"),
        (
            b"x = 1\ny = '\xe4'\n",
            "egg_timer.py, line 2: the byte 0xe4 is no UTF-8. Save the file as UTF-8",
        ),
        (b"# coding: klingon\n", "egg_timer.py names an encoding that Python does not know"),
        ("x = 1\n".encode("utf-16"), "egg_timer.py is saved as UTF-16. Save it as UTF-8"),
        (b"x = 1\ny\0\n", "egg_timer.py, line 2: null bytes, which no program has."),
        (b'{"cells": [{"cell_type": "code"}]}', "egg_timer.py is a notebook inside."),
        (b"#" * 1_000_001, "egg_timer.py has 1,000,001 bytes; at most 1,000,000 are read."),
        (
            b"def boil():\n    while True\n",
            "egg_timer.py, line 2: Python can't read this: expected ':'"
            "\n    while True\n              ^",
        ),
        (b"return 5\n", "egg_timer.py, line 1: Python can't read this: 'return' outside function"),
        (b"  x = 1\n", "egg_timer.py, line 1: Python can't read this: unexpected indent"),
        (b"x = " + b"(" * 5000, "egg_timer.py"),
    ],
    ids=[
        "empty",
        "blank",
        "latin-1",
        "unknown encoding",
        "utf-16",
        "null byte",
        "notebook",
        "too big",
        "syntax",
        "return",
        "indent",
        "nested",
    ],
)
def test_what_is_no_python_is_explained(
    exercise: Exercise, anna: Path, content: bytes, told: str
) -> None:
    """Each kind of file that can't be compiled gets a sentence that names file and line."""
    (anna / "egg_timer.py").write_bytes(content)

    assert told in refusal(anna, exercise)


@pytest.mark.parametrize("content", ["\ufeffx = 'ä'\r\n".encode(), b"# coding: latin-1\nx='\xe4'"])
def test_what_python_reads_is_read(exercise: Exercise, anna: Path, content: bytes) -> None:
    """A byte order mark, Windows line ends and a declared encoding are no mistakes."""
    path = anna / "egg_timer.py"
    path.write_bytes(content)

    submission = read(path, exercise)

    with room_for(submission):
        assert load(submission).x == "ä"


def test_python_warns_of_a_line_once(exercise: Exercise, anna: Path) -> None:
    """pytest shows all warnings: two that are the same make one wonder about the second."""
    path = anna / "egg_timer.py"
    path.write_text('x = "\\d"\n')

    with pytest.warns(match="invalid escape sequence") as caught:
        read(path, exercise)

    assert len(caught) == 1


# -- the module -----------------------------------------------------------------------------------


def loaded(source: str, path: Path, exercise: Exercise) -> object:
    """Return a module of `source`, as a check sees it."""
    path.write_text(source)
    submission = read(path, exercise)
    with room_for(submission):
        return load(submission)


def test_every_execution_gets_a_new_module(exercise: Exercise, anna: Path) -> None:
    """State at module level does not survive from one execution to the next."""
    path = anna / "egg_timer.py"
    path.write_text("eggs = []\n")
    submission = read(path, exercise)

    with room_for(submission):
        first, second = load(submission), load(submission)

    assert first is not second
    assert first.eggs is not second.eggs


def test_the_module_has_the_exercise_name_and_the_real_file(exercise: Exercise, anna: Path) -> None:
    """A file runs as the exercise's module, not as the main program, and tracebacks find it."""
    module = loaded("name = __name__\ndef boil(): ...\n", anna / "mine.py", exercise)

    assert module.name == "egg_timer"
    assert module.boil.__code__.co_filename == str(anna / "mine.py")
    assert linecache.getline(str(anna / "mine.py"), 2) == "def boil(): ...\n"


def test_the_module_is_known_while_it_is_executed_only(exercise: Exercise, anna: Path) -> None:
    """`sys.modules` has the submission during an execution, and is left as it was."""
    path = anna / "egg_timer.py"
    path.write_text("import sys\nme = sys.modules[__name__]\n")
    submission = read(path, exercise)

    with room_for(submission):
        module = load(submission)

    assert module.me is module
    assert "egg_timer" not in sys.modules


def test_a_recursion_ends_whoever_lifts_the_limit(exercise: Exercise, anna: Path) -> None:
    """It would end in a full memory; and the limit that was there comes back."""
    path = anna / "egg_timer.py"
    path.write_text("import sys\nsys.setrecursionlimit(10**8)\ndef boil():\n    boil()\n")
    submission = read(path, exercise)
    before = sys.getrecursionlimit(), sys.setrecursionlimit

    with room_for(submission), pytest.raises(RecursionError):
        load(submission).boil()

    assert (sys.getrecursionlimit(), sys.setrecursionlimit) == before


@pytest.mark.parametrize(
    ("source", "name", "told"),
    [
        (
            "def boil_eggs(): ...\n",
            "boil",
            "mine.py has no function boil(eggs, *, soft=True). The checks need it",
        ),
        (
            "\ndef Boil(): ...\n",
            "boil",
            "mine.py has no function boil(eggs, *, soft=True). "
            "Did you rename boil to Boil in line 2? The checks call it boil.",
        ),
        ("class Timers: ...\n", "Timer", "mine.py has no class Timer. Did you rename Timer to"),
        ("x = 1\n", "fry", "mine.py has no function fry. The checks need it: write it"),
    ],
)
def test_a_missing_name_is_explained(
    exercise: Exercise, anna: Path, source: str, name: str, told: str
) -> None:
    """A check that asks for a name that is not there learns how the exercise has it."""
    module = loaded(source, anna / "mine.py", exercise)

    with pytest.raises(MissingName) as caught:
        getattr(module, name)

    assert str(caught.value).startswith(told)


@pytest.mark.parametrize("stub", ["def boil(:\n", "x = 1\0\n"])
def test_a_missing_name_is_explained_without_the_stub(
    exercise: Exercise, anna: Path, stub: str
) -> None:
    """Where the file that was handed out has been written over."""
    exercise.stub.write_text(stub)
    module = loaded("x = 1\n", anna / "mine.py", exercise)

    with pytest.raises(MissingName, match=r"mine\.py has no function boil\. The checks need it"):
        _ = module.boil


def test_a_name_deleted_from_ones_own_file_can_be_had_again(exercise: Exercise) -> None:
    """The file that was handed out is the one that it was deleted from."""
    module = loaded("x = 1\n", exercise.stub, exercise)

    with pytest.raises(MissingName, match=r"no function boil\. .* let `grader reset` put"):
        _ = module.boil


def test_a_missing_name_can_be_asked_for(exercise: Exercise, anna: Path) -> None:
    """`hasattr` works as on any module."""
    module = loaded("x = 1\n", anna / "mine.py", exercise)

    assert not hasattr(module, "boil")
    assert hasattr(module, "x")
