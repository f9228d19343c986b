"""A course of one small exercise, to try the grader on."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.catalog import Course

VISIBLE = '''
from grader.testing import points


@points(1)
def test_greets(submission):
    """greet() says hello."""
    assert submission.greet("you") == "hello you"


@points(2)
def test_greets_slowly(submission, clock):
    """greet_slowly() takes 2 s."""
    submission.greet_slowly("you")

    assert clock.now == 2
'''

HIDDEN = '''
from grader.testing import points


@points(4)
def test_greets_others(submission):
    """greet() greets whoever it is told to."""
    assert submission.greet("me") == "hello me"
'''

RIGHT = """
import time

def greet(name):
    return f"hello {name}"

def greet_slowly(name):
    time.sleep(2)
"""


@pytest.fixture(scope="session", autouse=True)
def few_plugins():
    """Let a pytest that a test starts do without hypothesis, which its plugin would import."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_ADDOPTS", "-p no:hypothesispytest")
        yield


@pytest.fixture(scope="session")
def small_course(tmp_path_factory):
    """A course with the exercise 01, greet: 1 and 2 visible points, 4 hidden ones."""
    root = tmp_path_factory.mktemp("course")
    _write(root / "exercises/01_greet/exercise.toml", 'title = "Say hello"\n')
    _write(root / "exercises/01_greet/hints.md", "## Idea\n\nSay it.\n\n## API\n\nf-strings\n")
    _write(root / "exercises/01_greet/greet.py", "raise NotImplementedError('write it')\n")
    _write(root / "exercises/01_greet/test_greet.py", VISIBLE)
    _write(root / "solutions/01_greet/greet.py", RIGHT)
    _write(root / "tests/01_greet/test_greet.py", HIDDEN)
    return Course(root)


@pytest.fixture(scope="session")
def right() -> str:
    """The source of a right submission to the small course's exercise."""
    return RIGHT


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
