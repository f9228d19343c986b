"""Renders a gradebook as JSON, with all that is known, and reads a student's reports from it."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from typing import Any

from grader.model import Check, CheckResult, Exercise, Outcome, Report
from grader.report.gradebook import Entry, Gradebook, Row

FORMAT = 1
"""Changes when a reader of the file would have to."""


def render(book: Gradebook) -> str:
    """Return the gradebook; the same one gives the same text: no times, no paths, a fixed order."""
    facts = {
        "format": FORMAT,
        "python": ".".join(platform.python_version_tuple()[:2]),
        "complete": book.is_complete,
        "exercises": [
            {
                "number": exercise.number,
                "slug": exercise.slug,
                "title": exercise.title,
                "possible": possible,
            }
            for exercise, possible in zip(book.exercises, book.possible, strict=True)
        ],
        "students": [_student(row) for row in book.rows],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _student(row: Row) -> dict[str, Any]:
    return {
        "student": row.student,
        "earned": row.score.earned,
        "possible": row.score.possible,
        "remarks": list(row.remarks),
        "reports": [_report(entry) for entry in row.entries if entry.report is not None],
    }


def _report(entry: Entry) -> dict[str, Any]:
    assert entry.report is not None
    assert entry.score is not None
    return {
        "exercise": entry.report.exercise.number,
        "handed_in": not entry.is_missing,
        "earned": entry.score.earned,
        "possible": entry.score.possible,
        "note": entry.report.note,
        "checks": [
            {
                "name": each.check.name,
                "title": each.check.title,
                "points": each.check.points,
                "visible": each.check.visible,
                "outcome": each.outcome.value,
                "rationale": each.rationale,
                "timeline": each.timeline,
            }
            for each in entry.report.results
        ],
    }


def students_in(text: str) -> tuple[str, ...]:
    """Return the names of all students in a rendered gradebook. Raises ValueError if it is none."""
    return tuple(each["student"] for each in _students(text))


def reports_of(student: str, text: str, exercises: Mapping[str, Exercise]) -> tuple[Report, ...]:
    """Return one student's reports from a rendered gradebook.

    An exercise that the course does not have any more is left out. Raises ValueError if the text is
    no gradebook, KeyError if the student is not in it.
    """
    for each in _students(text):
        if each["student"] == student:
            return tuple(
                Report(
                    student,
                    exercises[report["exercise"]],
                    tuple(_result(**check) for check in report["checks"]),
                    report["note"],
                )
                for report in each["reports"]
                if report["exercise"] in exercises
            )
    raise KeyError(student)


def _students(text: str) -> list[dict[str, Any]]:
    facts = json.loads(text)
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise ValueError("it was not written by this version of grader")
    students: list[dict[str, Any]] = facts["students"]
    return students


def _result(
    name: str, title: str, points: int, visible: bool, outcome: str, rationale: str, timeline: str
) -> CheckResult:
    return CheckResult(Check(name, title, points, visible), Outcome(outcome), rationale, timeline)
