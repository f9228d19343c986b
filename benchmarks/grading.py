"""How many submissions a second are graded: a class made of all the right and wrong ones.

    python benchmarks/grading.py [STUDENTS [JOBS]]

Every submission gets a line of its own, so that none is known from another one.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rich.console import Console

from grader.catalog import KIT, Course
from grader.commands.grade import Screen, Settings, grade


def main(students: int = 100, jobs: int = os.cpu_count() or 1) -> None:
    """Make the class, grade it, and print how long that took."""
    course = Course()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        count = make_class(course, folder / "class", students)
        screen = Screen(Console(quiet=True), Console(stderr=True))
        begun, before = time.perf_counter(), os.times()
        grade(folder / "class", Settings(course, folder / "grades", jobs), screen)
        seconds, after = time.perf_counter() - begun, os.times()
    print(
        f"{students} students, {count} submissions, {jobs} at a time on {os.cpu_count()} processors"
    )
    print(f"{seconds:.1f} s, {count / seconds:.1f} submissions a second")
    print(f"{processor(before, after) / count * 1000:.0f} ms of processor time each")


def make_class(course: Course, folder: Path, students: int) -> int:
    """Hand out the kit's right and wrong submissions in turn; return how many."""
    count = 0
    for exercise in course.exercises():
        samples = sorted((KIT / "tests" / exercise.folder.name).glob("*/*.py"))
        for number in range(students):
            source = samples[number % len(samples)].read_text(encoding="utf-8")
            student = folder / f"student {number:03}"
            student.mkdir(parents=True, exist_ok=True)
            (student / exercise.filename).write_text(f"{source}\n# {number}\n", encoding="utf-8")
            count += 1
    return count


def processor(before: os.times_result, after: os.times_result) -> float:
    """Return the processor time of this process and all that it waited for."""
    return sum(after[:4]) - sum(before[:4])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
