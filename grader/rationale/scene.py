"""Whose line is whose: the student's file, the suite, and everything else."""

from __future__ import annotations

import ast
import linecache
import traceback
from collections.abc import Iterator, Sequence
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


_WAITS = {"acquire", "get", "input", "join", "result", "sleep", "wait", "wait_for"}


def loop_around(place: Place) -> Place | None:
    """Return the head of the innermost `while` around a line, or None if there is none."""
    return _head_of(_loops_around(place, ast.While)[-1:], place)


def busy_loop_around(place: Place, kind: type[ast.For | ast.While]) -> Place | None:
    """Return the head of the innermost `for` or `while` around a line that never waits in it."""
    loops = _loops_around(place, kind)
    return _head_of([loop for loop in loops if not _waits(loop)][-1:], place)


def _loops_around(place: Place, kind: type[ast.For | ast.While]) -> list[ast.For | ast.While]:
    tree = _parsed(place.file)
    return [
        node
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, kind) and node.lineno <= place.line <= (node.end_lineno or 0)
    ]


def _head_of(loops: Sequence[ast.stmt], place: Place) -> Place | None:
    for loop in loops:
        text = linecache.getline(place.file, loop.lineno).strip()
        return replace(place, line=loop.lineno, text=text)
    return None


def _waits(loop: ast.stmt) -> bool:
    return any(
        ast.unparse(node.func).rpartition(".")[2] in _WAITS
        for node in ast.walk(loop)
        if isinstance(node, ast.Call)
    )


def conditions_around(place: Place) -> set[int]:
    """Return the lines of the tests of each `if` of its function that a line stands in."""
    function = function_around(place.file, place.line)
    tests = (
        node.test
        for node in (ast.walk(function) if function else ())
        if isinstance(node, ast.If) and _holds([node], place.line)
    )
    return {line for test in tests for line in range(test.lineno, (test.end_lineno or 0) + 1)}


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Give what stands in a piece of code, but not in a function or class inside of it."""
    for each in ast.iter_child_nodes(node):
        if not isinstance(each, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            yield each
            yield from own_nodes(each)


def withs_around(place: Place) -> list[ast.With]:
    """Return each `with` of its function that a line stands in."""
    function = function_around(place.file, place.line)
    return [
        node
        for node in (ast.walk(function) if function else ())
        if isinstance(node, ast.With) and _holds([node], place.line)
    ]


def calls_in(file: str, method: str) -> list[ast.Call]:
    """Return the calls of a method, of whatever object, in a student's file; none in a suite."""
    tree = None if Path(file).name.startswith("test_") else _parsed(file)
    return [
        node
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    ]


def endless_loop_around(place: Place) -> ast.While | None:
    """Return the `while True` around a line that nothing in it ends; None if there is none."""
    function = function_around(place.file, place.line)
    for node in ast.walk(function) if function else ():
        if isinstance(node, ast.While) and _holds(node.body, place.line):
            inner = [each for part in node.body for each in ast.walk(part)]
            ends = (ast.Break, ast.Return, ast.Raise, ast.Yield, ast.YieldFrom)
            always = isinstance(node.test, ast.Constant) and bool(node.test.value)
            if always and not any(isinstance(each, ends) for each in inner):
                return node
    return None


def function_around(file: str, line: int) -> ast.FunctionDef | None:
    """Return the innermost function around a line of a file, or None if there is none."""
    tree = _parsed(file)
    around = [
        node
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.FunctionDef) and _holds([node], line)
    ]
    return around[-1] if around else None  # ast.walk goes from the outside in


def statements_after(body: Sequence[ast.stmt], line: int) -> Iterator[ast.stmt]:
    """Give the statements of a function that it comes to only after the one at a line.

    What stands before it in a loop around both is none of them, nor is another branch.
    """
    for index, found in enumerate(body):
        if not _holds([found], line):
            continue
        blocks = _blocks(found)
        inside = next((i for i, block in enumerate(blocks) if _holds(block, line)), None)
        if inside is not None:
            yield from statements_after(blocks[inside], line)
            if isinstance(found, ast.Try):
                in_body, in_else, *_, at_end = range(len(blocks))
                after = [blocks[in_else]] if inside == in_body else []
                after += [blocks[at_end]] if inside != at_end else []
                yield from (each for block in after for each in block)
        yield from body[index + 1 :]


def _blocks(found: ast.stmt) -> list[list[ast.stmt]]:
    """The blocks of a compound statement; those of a `try`: body, else, each except, finally."""
    match found:
        case ast.Try(body, handlers, orelse, finalbody):
            return [body, orelse, *(each.body for each in handlers), finalbody]
        case ast.If(body=body, orelse=orelse):
            return [body, orelse]
        case ast.For(body=body) | ast.While(body=body) | ast.With(body=body):
            return [body]
        case ast.Match(cases=cases):
            return [each.body for each in cases]
    return []


def _holds(body: Sequence[ast.stmt], line: int) -> bool:
    return any(each.lineno <= line <= (each.end_lineno or line) for each in body)


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


def _parsed(file: str) -> ast.Module | None:
    try:
        return _parsed_as_of(file, Path(file).stat().st_mtime_ns)
    except (OSError, SyntaxError):
        return None


@lru_cache(maxsize=64)
def _parsed_as_of(file: str, changed: int) -> ast.Module:
    """A file may be checked again when its author has changed it."""
    return ast.parse(Path(file).read_bytes())
