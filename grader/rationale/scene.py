"""Whose line is whose: the student's file, the suite, and everything else."""

from __future__ import annotations

import ast
import linecache
import traceback
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import FrameType

from grader.engine import is_library
from grader.engine.describe import at_frame
from grader.engine.findings import Place
from grader.submission import Submission


@dataclass(frozen=True, slots=True)
class Scene:
    """The two files that a check is about."""

    submission: Submission | None
    suite: Path

    def is_students(self, place: Place | None) -> bool:
        """Whether a line is in the student's file."""
        return (
            place is not None
            and self.submission is not None
            and place.file == str(self.submission.path)
        )

    def is_suites(self, place: Place | None) -> bool:
        """Whether a line is in the suite."""
        return place is not None and place.file == str(self.suite)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a traceback outside of libraries: its line, and its variables."""

    place: Place
    frame: FrameType


def levels(error: BaseException) -> list[Level]:
    """Return where `error` came by, outermost first; frames of Python's and ours left out."""
    found = []
    for frame, line in traceback.walk_tb(error.__traceback__):
        if not is_library(frame.f_code.co_filename):
            here = at_frame(frame, line)
            found.append(Level(here, frame))
    return found


def last_file(error: BaseException) -> str:
    """Return the file of the code that raised, whosever it is."""
    path = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)]
    return path[-1] if path else ""


def without_library(error: BaseException) -> BaseException:
    """Let a traceback begin where the suite or the student does, not in ours."""
    level = error.__traceback__
    while level is not None and is_library(level.tb_frame.f_code.co_filename):
        level = level.tb_next
    return error.with_traceback(level)


def statement(file: str, line: int) -> ast.stmt | None:
    """Return the innermost statement of a file at a line."""
    tree = _parsed(file)
    if tree is None:
        return None
    found = None
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or line):
            found = node  # ast.walk goes from the outside in
    return found


def loop_around(place: Place) -> Place | None:
    """Return the head of the innermost `while` around a line, or None if there is none."""
    tree = _parsed(place.file)
    heads = [
        node.lineno
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.While) and node.lineno <= place.line <= (node.end_lineno or 0)
    ]
    if not heads:
        return None
    text = linecache.getline(place.file, heads[-1]).strip()
    return replace(place, line=heads[-1], text=text)


def calls_of_submission(tree: ast.AST) -> list[str]:
    """Return the names that are called as `submission.NAME(...)` in a piece of a suite."""
    return [
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "submission"
    ]


@lru_cache(maxsize=64)
def _parsed(file: str) -> ast.Module | None:
    try:
        return ast.parse(Path(file).read_bytes())
    except (OSError, SyntaxError):
        return None
