"""`grader demo`: grades the sample class that ships with the kit."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.text import Text

from grader.catalog import Course
from grader.commands.exits import Exit
from grader.commands.grade import Screen, grade_into
from grader.commands.report import show_report

SAMPLE = Path(__file__).resolve().parent.parent / "demo" / "class"
STUDENT = "Grace Hopper"
"""Whose report is shown."""


def demo(course: Course, out: Path | None, jobs: int, screen: Screen) -> Exit:
    """Grade the sample class, and show the table and one student's reports."""
    with tempfile.TemporaryDirectory(prefix="grader-demo-") as temporary:
        folder = out or Path(temporary)
        status = grade_into(folder, SAMPLE, course, [], jobs, screen)
        if status is not Exit.INTERRUPTED:
            screen.results.print()
            screen.results.print(Text(f"And this is what {STUDENT} reads:", "bold"))
            screen.results.print()
            show_report(STUDENT, course, folder, screen.results)
    return status
