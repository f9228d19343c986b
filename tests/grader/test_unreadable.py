"""What beginners paste into a program, and what they are told to do about it."""

from __future__ import annotations

import ast

import pytest

from grader.unreadable import not_python


def told(source: str) -> str:
    """Return what is said of a program that Python can't read."""
    with pytest.raises(SyntaxError) as caught:
        ast.parse(source)
    return not_python("mine.py", caught.value, source)


@pytest.mark.parametrize(
    ("source", "cure"),
    [
        (">>> x = 1\n", ">>> is the interpreter's prompt: copy what comes after it."),
        ("```python\nx = 1\n```\n", "``` belongs to a Markdown page: delete such lines."),
        ("x = 1\n<<<<<<< HEAD\nx = 2\n", "Two versions meet here that git could not join: keep"),
        ("x = 1\n=======\nx = 2\n", "Two versions meet here that git could not join: keep"),
        ("if x:\n        y = 1\n\tz = 2\n", "Indent with spaces only."),
        ("def f():\nx = 1\n", "All lines of a block begin in the same column, four spaces"),
        ("x = \u201ca\u201d\n", "A program has straight quotes: \" or '."),
        ("x =\u00a01\n", "It came with something that was copied: type these spaces anew."),
    ],
    ids=["prompt", "fence", "conflict", "conflict's middle", "tab", "block", "quotes", "space"],
)
def test_a_known_slip_gets_its_cure(source: str, cure: str) -> None:
    """Below what Python says, and the line that it says it of."""
    assert told(source).splitlines()[-1].startswith(cure)


@pytest.mark.parametrize("source", ["while True\n    pass\n", "x = (1\n", "x = 5 $ 3\n"])
def test_where_python_says_enough_nothing_is_added(source: str) -> None:
    """The last line points at the spot."""
    assert told(source).splitlines()[-1].strip() == "^"
