"""What stands in a line of a student's file, and around it."""

from __future__ import annotations

import os
import textwrap

import pytest

from grader.engine.findings import Place
from grader.rationale.scene import (
    conditions_around,
    endless_loop_around,
    function_around,
    statement,
    statements_after,
)


@pytest.fixture
def egg(tmp_path):
    """A function that writes a file, and returns how to say which of its lines is meant."""

    def write(text):
        path = tmp_path / "egg.py"
        path.write_text(textwrap.dedent(text))
        return lambda line: Place(str(path), line, "")

    return write


def test_a_file_that_was_changed_is_read_again(egg):
    """Somebody watches it, and saves it."""
    place = egg("if True:\n    pass\n")(1)
    before = type(statement(place.file, 1)).__name__

    egg("while True:\n    pass\n")
    os.utime(place.file, ns=(1, 1))

    assert (before, type(statement(place.file, 1)).__name__) == ("If", "While")


def test_what_comes_after_a_line(egg):
    """The rest of each block around it, the `finally`, and no other branch."""
    line = egg("""
        def work():
            first()
            try:
                if one:
                    here()
                    second()
                else:
                    never()
                third()
            except OSError:
                never()
            finally:
                fourth()
            fifth()
    """)(6)

    function = function_around(line.file, line.line)
    after = [each.value.func.id for each in statements_after(function.body, line.line)]

    assert after == ["second", "third", "fourth", "fifth"]


def test_the_conditions_around_a_line_are_those_of_its_function(egg):
    """Whatever stands outside of it was asked at another time."""
    line = egg("""
        if one:
            def work():
                if (two and
                        three):
                    if four:
                        here()
    """)(7)

    assert conditions_around(line) == {4, 5, 6}


@pytest.mark.parametrize(
    ("body", "is_endless"),
    [
        ("while True:\n        here()", True),
        ("while 1:\n        here()", True),
        ("while more:\n        here()", False),
        ("while True:\n        here()\n        break", False),
        ("while True:\n        if here():\n            return", False),
    ],
)
def test_a_loop_without_a_way_out(egg, body, is_endless):
    """No condition, no break, no return, and no exception of its own."""
    line = egg(f"def work():\n    {body}\n")(3)

    assert (endless_loop_around(line) is not None) == is_endless
