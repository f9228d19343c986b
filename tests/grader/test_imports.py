"""The import rule of the kit: imports point down only, as docs/architecture.md draws it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter

import pytest

from grader.catalog import KIT, Course
from grader.verify import sources

LEVELS = [
    level.split()
    for level in (
        "__main__ cli",
        "commands",
        "export grading notebooks",
        "handout progress scaffold simulate",
        "pytest_plugin pytest_summary replaying verify",
        "exploring judging rationale report",
        "backstop catalog checking last_words pytest_numbers pytest_suite scoring simulate"
        " submission testing unreadable",
        "__init__ engine model needs",
    )
]
"""The parts of `grader`, the top ones first: each imports from its own level or from below."""

NOTEBOOK_PACKAGES = {"nbclient", "nbconvert", "nbformat", "nbgrader", "traitlets"}

PACKAGE = KIT / "grader"
SAMPLES = PACKAGE / "demo"
"""A class to try the grader on: good, wrong and broken submissions, no modules of ours."""
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if SAMPLES not in path.parents]
SUITES = [
    suite
    for exercise in Course().exercises()
    for suite in (exercise.visible_suite, exercise.hidden_suite)
]


@cache
def imports(path):
    """Return what a file imports."""
    return tuple(sources.imports(path))


def part_of(path):
    """Return the part of `grader` that a module is in: `engine` for grader/engine/task.py."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def parts_imported(path):
    """Return the other parts of `grader` that a module imports."""
    names = [name.split(".") for name in imports(path)]
    return {name[1] for name in names if name[0] == "grader"} - {part_of(path), "__version__"}


def level_of(part):
    """Return how deep a part lies; 0 is the top."""
    found = [depth for depth, parts in enumerate(LEVELS) if part in parts]
    assert found, f"grader/{part} is new: give it a place in LEVELS, and in docs/architecture.md"
    return found[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(KIT).as_posix())
def test_imports_point_down_only(path):
    """A module imports from its own level or from below; the engine from nowhere else at all."""
    imported = parts_imported(path)

    upward = {part for part in imported if level_of(part) < level_of(part_of(path))}
    assert not upward
    assert not imported or part_of(path) not in LEVELS[-1]


def test_parts_do_not_import_each_other_in_a_circle():
    """The parts can be put in an order in which each needs those before it only."""
    needs = defaultdict(set)
    for path in MODULES:
        needs[part_of(path)] |= parts_imported(path)

    assert list(TopologicalSorter(needs).static_order())


def test_only_notebooks_needs_nbgrader():
    """Grading files needs no notebook software: only `grader.notebooks` imports it."""
    assert {
        part_of(path)
        for path in MODULES
        for name in imports(path)
        if name.partition(".")[0] in NOTEBOOK_PACKAGES
    } <= {"notebooks"}


def test_imports_are_absolute():
    """Every import says from the top where it comes from, so that this file can read it."""
    assert [path for path in MODULES for name in imports(path) if name.startswith(".")] == []


@pytest.mark.parametrize("path", SUITES, ids=lambda path: path.relative_to(KIT).as_posix())
def test_suite_imports_the_testing_interface_alone(path):
    """Of the kit, a suite imports `grader.testing` and the names of the findings."""
    ours = [name for name in imports(path) if name.startswith("grader")]

    assert [
        name for name in ours if not name.startswith(("grader.testing.", "grader.engine.findings."))
    ] == []
