"""Whoever forgot to switch the environment on is told so, in place of a traceback."""

import subprocess
import sys

import pytest

from grader.catalog import KIT
from grader.needs import PACKAGES, lacking


def test_where_all_is_there_nothing_is_said():
    """Here, for instance."""
    assert lacking() == ""


def test_an_old_python_is_told_first():
    """Its environment can't be set up at all."""
    assert lacking((3, 9)).startswith("This Python is 3.9; the exercises need 3.11 or newer: ")


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_that_is_missing_is_named(monkeypatch, package):
    """With what to do about it: in most cases the environment is there, but not on."""
    monkeypatch.setattr("grader.needs.find_spec", lambda name: None if name == package else name)

    assert lacking() == (
        f"This Python has no {package}, which the exercises need: {sys.executable}\n"
        "Switch your own environment on, in each new terminal:\n"
        "    source .venv/bin/activate        (Windows: .venv\\Scripts\\activate)\n"
        "If there is no .venv yet, README.md says how to set it up."
    )


@pytest.mark.parametrize("arguments", [["-m", "grader", "next"], ["conftest.py"]])
def test_a_python_without_packages_is_told(arguments):
    """By the command, and by pytest, which begins with conftest.py. `-S` leaves packages out."""
    done = subprocess.run(
        [sys.executable, "-S", *arguments], cwd=KIT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("This Python has no ")
