"""Source files are read without being run."""

from __future__ import annotations

import pytest

from grader.verify.sources import imports, promised_failures, unwritten


@pytest.fixture
def source(tmp_path):
    """Write a file, and return its path."""

    def write(text):
        path = tmp_path / "file.py"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_imports_are_found_wherever_they_stand(source):
    """Also those in functions, and those of a name from a module."""
    path = source("import os.path as p\nfrom queue import Queue\n\ndef f():\n    from . import x\n")

    assert sorted(imports(path)) == [".x", "os.path", "queue.Queue"]


def test_last_line_of_the_docstring_names_the_checks(source):
    """Names are separated by commas."""
    path = source('"""One mistake.\n\nFails: test_a, test_b\n"""\n')

    assert promised_failures(path) == {"test_a", "test_b"}


@pytest.mark.parametrize(
    "text",
    ["", '"""One mistake."""', '"""Fails: test_a\n\nAnd more.\n"""', '"""It Fails: test_a"""'],
    ids=["no docstring", "no line", "not the last line", "not at its start"],
)
def test_other_docstrings_name_no_checks(source, text):
    """The line must be the last one, and nothing else in it."""
    assert promised_failures(source(text)) is None


def test_messages_of_a_stub_are_found(source):
    """Each NotImplementedError says what is to be done."""
    path = source('def f():\n    raise NotImplementedError("start a thread")\n')

    assert unwritten(path) == ("start a thread",)
