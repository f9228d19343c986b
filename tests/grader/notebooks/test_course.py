"""What `grader notebooks OUT/` writes, and when it refuses to."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import shutil
from dataclasses import replace

import pytest
from click.testing import CliRunner

from grader.cli import cli
from grader.notebooks import NotebooksError, write_course


@pytest.fixture
def nbgrader(monkeypatch):
    """Make believe that nbgrader is installed: writing needs it no further."""
    spec = importlib.machinery.ModuleSpec("nbgrader", None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)


@pytest.mark.usefixtures("nbgrader")
def test_each_exercise_becomes_an_assignment(small_course, tmp_path):
    """With its notebook, and with the folder that its visible checks need."""
    done = write_course(tmp_path / "out", small_course)

    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert done.written == ("01_greet",)
    assert files == {
        "out/nbgrader_config.py",
        "out/source/01_greet/01_greet.ipynb",
        "out/source/01_greet/exercises/01_greet/exercise.toml",
        "out/source/01_greet/exercises/01_greet/greet.py",
        "out/source/01_greet/exercises/01_greet/hints.md",
        "out/source/01_greet/exercises/01_greet/test_greet.py",
    }


@pytest.mark.usefixtures("nbgrader")
def test_what_is_there_is_kept(small_course, tmp_path):
    """A teacher's changes survive a second run."""
    write_course(tmp_path, small_course)
    notebook = tmp_path / "source/01_greet/01_greet.ipynb"
    notebook.write_text("mine")
    config = tmp_path / "nbgrader_config.py"
    config.write_text("mine")

    done = write_course(tmp_path, small_course)

    assert (done.written, done.kept) == ((), ("01_greet",))
    assert (notebook.read_text(), config.read_text()) == ("mine", "mine")


def test_missing_nbgrader_is_told(small_course, tmp_path, monkeypatch):
    """The sentence says what to install, and nothing is written."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    arguments = ["notebooks", str(tmp_path / "out"), "--course", str(small_course.root)]
    result = CliRunner().invoke(cli, arguments)

    assert result.exit_code == 2
    assert "pip install 'thread-grader[notebooks]'" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("nbgrader")
def test_handout_can_not_become_a_course(small_course, tmp_path):
    """Without solutions and hidden suites there is nothing to release or to grade by."""
    shutil.copytree(small_course.root / "exercises", tmp_path / "exercises")

    with pytest.raises(NotebooksError, match="made from a whole course"):
        write_course(tmp_path / "out", replace(small_course, root=tmp_path))


@pytest.mark.usefixtures("nbgrader")
def test_file_in_the_way_is_told(small_course, tmp_path):
    """OUT may not be a file."""
    (tmp_path / "out").write_text("")

    with pytest.raises(NotebooksError, match="can't be written"):
        write_course(tmp_path / "out", small_course)
