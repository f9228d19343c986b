"""Renders the pictures of a gradebook as JSON, beside the one that has all else, and reads them.

They are ten times as large as what they belong to, and only pages show them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from grader.model import CheckResult, Report
from grader.report.gradebook import Gradebook

Key = tuple[str, str, str, bool]


def render(book: Gradebook) -> str:
    """Return all pictures; the same gradebook gives the same text."""
    pictures = [
        {"of": key, "svg": result.svg}
        for row in book.rows
        for entry in row.entries
        if entry.report is not None
        for key, result in _keyed(entry.report)
        if result.svg
    ]
    return json.dumps(pictures, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> dict[Key, str]:
    """Return what was rendered. Raises ValueError if the text is something else."""
    try:
        return {tuple(each["of"]): str(each["svg"]) for each in json.loads(text)}
    except (KeyError, TypeError):
        raise ValueError("it has no pictures") from None


def with_pictures(report: Report, pictures: Mapping[Key, str]) -> Report:
    """Return a report with those of the pictures that are its own."""
    results = (replace(each, svg=pictures.get(key, "")) for key, each in _keyed(report))
    return replace(report, results=tuple(results))


def _keyed(report: Report) -> Iterator[tuple[Key, CheckResult]]:
    for each in report.results:
        yield (report.student, report.exercise.number, each.check.name, each.check.visible), each
