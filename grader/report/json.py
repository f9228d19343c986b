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


def read(text: str, exercises: Mapping[str, Exercise]) -> Gradebook:
    """Return a rendered gradebook as it was, without exercises that the course has no more.

    Raises ValueError if the text is no gradebook.
    """
    facts = _facts(text)
    possible = {each["number"]: each["possible"] for each in facts["exercises"]}
    known = [number for number in possible if number in exercises]
    return Gradebook(
        exercises=tuple(exercises[number] for number in known),
        possible=tuple(possible[number] for number in known),
        rows=tuple(_row(each, known, exercises) for each in facts["students"]),
    )


def _row(facts: dict[str, Any], known: list[str], exercises: Mapping[str, Exercise]) -> Row:
    name = facts["student"]
    found = {
        report["exercise"]: Entry(
            _read(name, report, exercises[report["exercise"]]), not report["handed_in"]
        )
        for report in facts["reports"]
        if report["exercise"] in exercises
    }
    return Row(name, tuple(found.get(each, Entry(None)) for each in known), tuple(facts["remarks"]))


def reports_of(student: str, text: str, exercises: Mapping[str, Exercise]) -> tuple[Report, ...]:
    """Return one student's reports from a rendered gradebook.

    An exercise that the course does not have any more is left out. Raises ValueError if the text is
    no gradebook, KeyError if the student is not in it.
    """
    for each in _students(text):
        if each["student"] == student:
            return tuple(
                _read(student, report, exercises[report["exercise"]])
                for report in each["reports"]
                if report["exercise"] in exercises
            )
    raise KeyError(student)


def _read(student: str, facts: dict[str, Any], exercise: Exercise) -> Report:
    results = tuple(_result(**check) for check in facts["checks"])
    return Report(student, exercise, results, facts["note"])


def _students(text: str) -> list[dict[str, Any]]:
    students: list[dict[str, Any]] = _facts(text)["students"]
    return students


def _facts(text: str) -> dict[str, Any]:
    facts = json.loads(text)
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise ValueError("it was not written by this version of grader")
    return facts


def _result(
    name: str, title: str, points: int, visible: bool, outcome: str, rationale: str, timeline: str
) -> CheckResult:
    return CheckResult(Check(name, title, points, visible), Outcome(outcome), rationale, timeline)
