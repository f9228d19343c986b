"""All that is known, as JSON, and back."""

from __future__ import annotations

import json

import pytest

from grader.model import Outcome
from grader.report.json import read, render, reports_of, students_in


def test_every_check_is_there(book):
    """Outcome, points and rationale of each check of each student."""
    facts = json.loads(render(book))

    check = facts["students"][0]["reports"][0]["checks"][1]
    assert check == {
        "name": "test_b",
        "title": "It waits.",
        "points": 4,
        "visible": False,
        "outcome": "failed",
        "rationale": "why, “so”\nand how",
        "timeline": "",
    }
    assert [each["earned"] for each in facts["students"]] == [3, 0, 3, 0]
    assert not facts["complete"]


def test_reports_are_read_back(book, small_course):
    """What was rendered, `grader report` shows."""
    exercises = {"01": small_course.exercise("01")}

    (report,) = reports_of("=1+1", render(book), exercises)

    assert report == book.rows[0].entries[0].report
    assert [each.outcome for each in report.results] == [Outcome.PASSED, Outcome.FAILED]


def test_whole_gradebook_is_read_back(book, small_course):
    """What was rendered is what a class's overview shows."""
    exercises = {"01": small_course.exercise("01")}

    assert read(render(book), exercises) == book


def test_exercise_that_is_gone_is_left_out(book):
    """The course may have changed since."""
    found = read(render(book), {})

    assert found.exercises == found.possible == found.rows[0].entries == ()
    assert [row.student for row in found.rows] == ["=1+1", "Bo, “Zoë” 🧵", "[red]", "zed"]


def test_students_are_listed(book):
    """In the gradebook's order."""
    assert students_in(render(book)) == ("=1+1", "Bo, “Zoë” 🧵", "[red]", "zed")


@pytest.mark.parametrize("text", ["[]", "{}", '{"format": 0}'])
def test_other_files_are_refused(text):
    """Another file, or another version's, is no gradebook."""
    with pytest.raises(ValueError, match="not written by this version"):
        students_in(text)


def test_unknown_student_is_an_error(book):
    """Whoever asks must say so."""
    with pytest.raises(KeyError):
        reports_of("nobody", render(book), {})
