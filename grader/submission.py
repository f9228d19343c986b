"""Turns a file or folder into a student's module, and explains what is missing.

Knows nothing of checks; a module is made afresh for every execution.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import importlib.util
import linecache
import queue
import random
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import CodeType, ModuleType

from grader.engine import current_kernel
from grader.engine.instrument import bind, instrument
from grader.engine.points import Points
from grader.model import Exercise
from grader.unreadable import no_text, not_python, undecodable

_OPAQUE = {"exec", "eval", "vars", "locals", "globals", "setattr", "delattr", "ctypes"}
SIZE_LIMIT = 1_000_000
"""Bytes; nobody writes a longer exercise by hand."""
DEEPEST = 10_000
"""Calls within calls; `sys.setrecursionlimit` allows no more in a submission."""

LIBRARY = (builtins, queue, random, threading, time)
"""Modules that submissions and checks use; a change of one would outlive its execution."""


class SubmissionError(Exception):
    """A submission can't be used; the text says for the student what to do."""


class MissingName(SubmissionError, AttributeError):
    """A check asked a submission for a name that it does not define."""


@dataclass(frozen=True)
class Submission:
    """One student's file, compiled once for each way of running it."""

    path: Path
    name: str
    """What the module is called: the exercise's slug, whatever the file is called."""
    tree: ast.Module
    code: CodeType
    stub: Path | None = None
    """The file that was handed out; it knows which names a student was asked for."""
    source: str = field(default="", repr=False)

    @cached_property
    def is_opaque(self) -> bool:
        """Whether it does things that no scheduling point can see, such as `exec` or `setattr`."""
        return any(
            (isinstance(node, ast.Name) and node.id in _OPAQUE)
            or (isinstance(node, ast.Attribute) and node.attr == "__dict__")
            for node in ast.walk(self.tree)
        )

    @cached_property
    def explored_code(self) -> CodeType:
        """The same with scheduling points, at which another thread can be chosen."""
        return instrument(self.source, str(self.path), points=True)


class SubmissionModule(ModuleType):
    """A student's module, which explains a missing name instead of just missing it."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(submission.name)
        self.__file__ = str(submission.path)
        # A class or function of this module finds its module here while it is executed.
        vars(self)[_SUBMISSION] = submission

    def __repr__(self) -> str:
        return "submission"

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        raise MissingName(_missing(vars(self)[_SUBMISSION], name, vars(self)))


_SUBMISSION = "__submission__"


def locate(path: Path, exercise: Exercise) -> Path:
    """Return the file for `exercise` in `path`: itself, or in a folder, or in an exercise's folder.

    Raises SubmissionError that says what is there instead.
    """
    if path.is_dir():
        return _in_folder(path, exercise)
    if path == exercise.stub and not path.is_symlink() and not path.exists():
        raise SubmissionError(_not_there(path.parent, exercise))
    if not path.exists():
        what = "is a link to a file that does not exist" if path.is_symlink() else "does not exist"
        raise SubmissionError(f"{path} {what}. Put your answer into a file {exercise.filename}.")
    return path


def read(path: Path, exercise: Exercise) -> Submission:
    """Compile the file at `path` as an answer to `exercise`.

    Raises SubmissionError if it can't be read, or is not Python.
    """
    source = _text(path, exercise.filename)
    if not source.strip():
        raise SubmissionError(
            f"{path.name} is empty: did you save it? {_start_from(path, exercise)}"
        )
    other = no_text(path.name, source)
    if other:
        raise SubmissionError(other)
    linecache.checkcache(str(path))
    try:
        with warnings.catch_warnings(action="ignore"):  # they come again in the next line
            tree = ast.parse(source, filename=str(path))
        code = instrument(source, str(path), points=False)
    except SyntaxError as error:
        raise SubmissionError(not_python(path.name, error, source)) from None
    except (RecursionError, MemoryError):
        raise SubmissionError(f"{path.name} is nested too deeply for Python to read it.") from None
    except ValueError as error:
        raise SubmissionError(f"{path.name} is not Python: {error}.") from None
    stub = exercise.stub if exercise.stub.is_file() else None
    return Submission(path, exercise.slug, tree, code, stub, source)


@contextmanager
def room_for(submission: Submission) -> Iterator[None]:
    """Keep things as they were, whatever is loaded in between.

    That is `sys.modules`, the recursion limit, and what the library's modules name: a submission
    may put something of its own in the place of `time.sleep`, but for one execution only.
    """
    before = sys.modules.get(submission.name)
    library = [(names, names.copy()) for names in map(vars, LIBRARY)]
    deepest, set_limit = sys.getrecursionlimit(), sys.setrecursionlimit
    # Who lifts the limit instead of ending a recursion would fill the memory before anything else.
    sys.setrecursionlimit = lambda limit, /: set_limit(min(limit, DEEPEST))
    try:
        yield
    finally:
        for names, originals in library:
            names.update(originals)
        sys.setrecursionlimit = set_limit
        set_limit(deepest)
        if before is None:
            sys.modules.pop(submission.name, None)
        else:
            sys.modules[submission.name] = before


def load(submission: Submission) -> ModuleType:
    """Execute the submission as a new module, known to `sys.modules` until `room_for` ends."""
    module = SubmissionModule(submission)
    sys.modules[submission.name] = module
    kernel = current_kernel()
    explored = kernel is not None and kernel.preemptive
    bind(_POINTS, vars(module), points=explored)
    exec(submission.explored_code if explored else submission.code, vars(module))
    return module


def _is_foreign(error: BaseException) -> bool:
    return type(error).__module__.startswith(("grader.", "_pytest."))


_POINTS = Points(_is_foreign)


def signature(tree: ast.Module, name: str) -> tuple[str, int] | None:
    """Return how a file defines `name`, as in `login(report, interval=1.0)`, and its line."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
            return f"{name}({_parameters(node)})", node.lineno
        if isinstance(node, ast.ClassDef) and node.name == name:
            return name, node.lineno
    return None


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The parameters as the student wrote them, without annotations."""
    bare = ast.parse(ast.unparse(function.args).join(("def f(", "): pass"))).body[0]
    assert isinstance(bare, ast.FunctionDef)
    every = [*bare.args.posonlyargs, *bare.args.args, *bare.args.kwonlyargs]
    for argument in [*every, bare.args.vararg, bare.args.kwarg]:
        if argument is not None:
            argument.annotation = None
    return ast.unparse(bare.args)


def _in_folder(folder: Path, exercise: Exercise) -> Path:
    tried = (folder, folder / exercise.folder.name, folder / "exercises" / exercise.folder.name)
    for place in tried:
        candidate = place / exercise.filename
        if candidate.exists():
            return candidate
    raise SubmissionError(_not_there(folder, exercise))


def _not_there(folder: Path, exercise: Exercise) -> str:
    """Say that a folder lacks the answer; guess which of its files that is."""
    there = sorted(path.name for path in folder.iterdir() if path.suffix in (".py", ".txt"))
    there = [name for name in there if not name.startswith("test_")]
    close = difflib.get_close_matches(exercise.filename, there, n=1)
    if close:
        advice = f"Did you mean {close[0]}? Rename it to {exercise.filename}."
    elif folder == exercise.folder:
        advice = _start_from(exercise.stub, exercise)
    elif there:
        advice = f"It has {', '.join(there[:5])}; your answer belongs in {exercise.filename}."
    else:
        advice = f"Put your answer there, in a file {exercise.filename}."
    return f"the folder {folder.name} has no {exercise.filename}. {advice}"


def _start_from(path: Path, exercise: Exercise) -> str:
    """Where to get the file that was handed out: a student's own is the only one beside it."""
    if path == exercise.stub:
        return f"The one that was handed out comes back with:  grader reset {exercise.number}"
    return f"Start from the exercise's own {exercise.filename}."


def _text(path: Path, filename: str) -> str:
    if path.is_dir():
        raise SubmissionError(f"{path.name} is a folder; your answer belongs in a file {filename}.")
    try:
        if not path.is_file():
            raise SubmissionError(f"{path.name} is not a file that can be read.")
        if path.stat().st_size > SIZE_LIMIT:
            raise SubmissionError(
                f"{path.name} has {path.stat().st_size:,} bytes; at most {SIZE_LIMIT:,} are read. "
                "Is it the right file?"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise SubmissionError(f"{path.name} can't be read: {error.strerror}.") from None
    try:
        return importlib.util.decode_source(raw)
    except (UnicodeDecodeError, SyntaxError) as error:
        raise SubmissionError(undecodable(path.name, raw, error)) from None


def _missing(submission: Submission, name: str, there: dict[str, object]) -> str:
    asked = _asked_for(submission.stub, name)
    what = (
        "function" if asked and "(" in asked[0] else "class" if name[:1].isupper() else "function"
    )
    told = f"{submission.path.name} has no {what} {asked[0] if asked else name}."
    own = [word for word in there if not word.startswith("_")]
    # Case is the commonest slip; get_close_matches alone would miss `LogIn` for `login`.
    folded = {word.replace("_", "").lower(): word for word in own}
    close = difflib.get_close_matches(name.replace("_", "").lower(), folded, n=1, cutoff=0.75)
    if close:
        other = folded[close[0]]
        place = signature(submission.tree, other)
        where = f" in line {place[1]}" if place else ""
        return f"{told} Did you rename {name} to {other}{where}? The checks call it {name}."
    if submission.path == submission.stub:
        return (
            f"{told} The checks need it: write it again, or let `grader reset` put the file back "
            "as it was handed out; yours is kept as a copy."
        )
    return f"{told} The checks need it: write it, or put it back as the exercise's file has it."


def _asked_for(stub: Path | None, name: str) -> tuple[str, int] | None:
    """How the file that was handed out has it; a student may have written over that one."""
    try:
        return signature(ast.parse(stub.read_bytes()), name) if stub is not None else None
    except (SyntaxError, ValueError):
        return None
