"""A gradebook with one of everything."""

from __future__ import annotations

import pytest

from grader.model import Check, CheckResult, Outcome, Report
from grader.report.gradebook import Entry, Gradebook, Row

CHECKS = (Check("test_a", "It greets.", 3, True), Check("test_b", "It waits.", 4, False))


@pytest.fixture
def book(small_course):
    """Who passed half, who handed in nothing, whom we owe something, and who was not graded yet."""
    exercise = small_course.exercise("01")

    def entry(student, *outcomes, is_missing=False):
        results = tuple(
            CheckResult(check, outcome, "" if outcome is Outcome.PASSED else "why, “so”\nand how")
            for check, outcome in zip(CHECKS, outcomes, strict=True)
        )
        return Entry(
            Report(student, exercise, results, "no file" if is_missing else ""), is_missing
        )

    half = entry("=1+1", Outcome.PASSED, Outcome.FAILED)
    nothing = entry("Bo, “Zoë” 🧵", Outcome.FAILED, Outcome.FAILED, is_missing=True)
    broken = entry("[red]", Outcome.PASSED, Outcome.BROKEN)
    return Gradebook(
        exercises=(exercise,),
        possible=(7,),
        rows=(
            Row("=1+1", (half,)),
            Row("Bo, “Zoë” 🧵", (nothing,), ("01: no file",)),
            Row("[red]", (broken,), ("-x", "y")),
            Row("zed", (Entry(None),), ("01: not graded yet",)),
        ),
    )
