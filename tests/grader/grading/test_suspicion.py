"""Points to what reaches for the grader, and to no answer that doesn't."""

from __future__ import annotations

import pytest

from grader.catalog import KIT, Course
from grader.grading.suspicion import reaches_for


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import grader.judging, os", ("grader.judging",)),
        ("from _pytest import runner", ("_pytest",)),
        ("import threading\nimport gc, inspect", ("gc", "inspect")),
        ("from sys import _getframe", ("_getframe",)),
        ("import sys\nsys._getframe(1).f_back.f_locals", ("f_locals", "f_back", "_getframe")),
        ("import sys\nsys.modules['x']", ("sys.modules",)),
        ("__import__('gr' + 'ader')", ("__import__",)),
        ("exec('x')\nexec('y')", ("exec",)),
        ("def f(g):\n    return g.__globals__", ("__globals__",)),
        ("open('../results.jsonl', 'a')", ("'../results.jsonl'",)),
        ("open(f'/proc/self/{x}')", ("'/proc/self/'",)),
        ("import time\ntime.sleep = print", ("time.sleep = ...",)),
        ("try: 1\nexcept Exception as e: e.__traceback__.tb_frame", ("tb_frame",)),
    ],
)
def test_what_no_answer_needs_is_named(source, found):
    """Once each, in the order of the text."""
    assert reaches_for(source.encode()) == found


@pytest.mark.parametrize("source", [b"", b"def (", b"\xff", b"import gc\0", b"(" * 9999])
def test_what_is_no_program_reaches_for_nothing(source):
    """Its checks have said so."""
    assert reaches_for(source) == ()


@pytest.mark.parametrize("exercise", Course().exercises(), ids=lambda each: each.number)
def test_no_answer_of_the_kit_needs_it(exercise):
    """Stubs, solutions and right answers, and the mistakes of beginners, have nothing of it."""
    folder = exercise.folder.name
    answers = [exercise.stub, exercise.solution, *KIT.glob(f"tests/{folder}/*/*.py")]

    assert len(answers) > 2
    assert [path for path in answers if reaches_for(path.read_bytes())] == []
