"""`grader demo`: grades the sample class that ships with the kit."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.text import Text

from grader.catalog import Course
from grader.commands.exits import Exit
from grader.commands.grade import Screen, Settings, grade, grade_quietly
from grader.commands.report import show_report

SAMPLE = Path(__file__).resolve().parent.parent / "demo" / "class"
EXERCISES = ("01", "02", "03", "04")
STUDENT = "Grace Hopper"
"""Whose report is shown."""


def demo(course: Course, out: Path | None, jobs: int, screen: Screen) -> Exit:
    """Grade the sample class, and show the table and one student's reports."""
    with tempfile.TemporaryDirectory(prefix="grader-demo-") as temporary:
        settings = Settings(course, out or Path(temporary), jobs, EXERCISES)
        status = (grade if out else grade_quietly)(SAMPLE, settings, screen)
        if status is not Exit.INTERRUPTED:
            screen.results.print()
            screen.results.print(Text(f"And this is what {STUDENT} reads:", "bold"))
            screen.results.print()
            show_report(STUDENT, course, settings.out, screen.results)
    return status
