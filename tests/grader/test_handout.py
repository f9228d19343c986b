"""A handout has what students need, and nothing of what they are to find out."""

import ast
import subprocess
import sys
import zipfile

import pytest

from grader.catalog import Course
from grader.handout import HandoutError, write_handout, write_zip


@pytest.fixture(scope="module")
def handout(tmp_path_factory):
    """The handout of the kit's own course."""
    out = tmp_path_factory.mktemp("handout") / "course"
    write_handout(Course(), out, classroom=True)
    return out


def answers(exercise):
    """The lines of code of a solution that the stub lacks and that say something."""
    given = set(map(str.strip, exercise.stub.read_text(encoding="utf-8").splitlines()))
    text = exercise.solution.read_text(encoding="utf-8")
    code = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.stmt) and not isinstance(node, ast.Expr | ast.FunctionDef)
        for line in text.splitlines()[node.lineno - 1 : node.end_lineno]
    }
    return [line.strip() for line in code if len(line.strip()) > 30 and line.strip() not in given]


def test_no_line_of_a_solution_is_in_it(handout):
    """Every file is searched, whatever its kind; hints alone may come near."""
    texts = {
        path.relative_to(handout).as_posix(): path.read_bytes().decode(errors="replace")
        for path in handout.rglob("*")
        if path.is_file() and path.name not in ("hints.md", "README.md")
    }
    every = [line for exercise in Course().exercises() for line in answers(exercise)]

    assert every
    assert [
        (name, line)
        for name, text in texts.items()
        if name.startswith(("exercises/", ".stubs/"))
        for line in every
        if line in text
    ] == []


def test_it_has_no_folder_of_solutions_or_hidden_suites(handout):
    """Neither by name nor hidden in the package, nor in a cache."""
    names = {part for path in handout.rglob("*") for part in path.relative_to(handout).parts}

    assert names & {"solutions", "tests", "demo", "wrong", "right", "__pycache__", ".git"} == set()
    assert not list(handout.rglob("*.pyc"))


def test_it_has_every_exercise_whole(handout):
    """What the course has for students, under the same names."""
    for exercise in Course().exercises():
        folder = handout / "exercises" / exercise.folder.name
        assert sorted(path.name for path in folder.iterdir()) == sorted(
            [
                "README.md",
                "exercise.toml",
                "hints.md",
                exercise.filename,
                exercise.visible_suite.name,
            ]
        )


def test_it_keeps_what_can_be_had_again(handout):
    """A student's file and the visible checks, as they were handed out."""
    for exercise in Course().exercises():
        for path in (exercise.stub, exercise.visible_suite):
            kept = handout / ".stubs" / exercise.folder.name / path.name
            assert kept.read_bytes() == path.read_bytes()


@pytest.mark.timeout(120)
def test_its_checks_run_where_it_lies(handout):
    """pytest finds an exercise by number, and the stub says what is not written yet."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "exercises/01", "-p", "no:cacheprovider"],
        cwd=handout,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert "not written yet" in done.stdout
    assert "plugins:" not in done.stdout


def test_a_workflow_for_github_classroom_comes_on_request(handout):
    """It installs the handout and runs the visible checks."""
    workflow = handout / ".github" / "workflows" / "exercises.yml"

    assert "pytest exercises" in workflow.read_text()


def test_it_can_be_packed(handout):
    """The archive has the same files, in one folder."""
    archive = write_zip(handout)

    with zipfile.ZipFile(archive) as packed:
        assert "course/README.md" in packed.namelist()


def test_a_folder_in_use_is_left_alone(tmp_path):
    """Nothing is written over."""
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(HandoutError, match="is not empty"):
        write_handout(Course(), tmp_path)
