"""Puts an exception that ended a check into words: what happened, where, and what to do."""

from __future__ import annotations

import ast
import asyncio
import re
import traceback
from collections.abc import Iterator
from concurrent import futures
from pathlib import Path

import grader.engine
from grader.engine.findings import Place
from grader.engine.lowlevel.threads import Local
from grader.rationale.scene import (
    Level,
    Scene,
    calls_of_submission,
    last_file,
    levels,
    statement,
)
from grader.submission import SubmissionError, signature

UNWRITTEN = "not written yet"
"""How the rationale of a function that is still the stub's begins."""
TEXT_LIMIT = 500
"""Characters of an exception's own text."""

_MISCALLED = re.compile(r"(?P<name>[\w.]+)\(\) (takes|missing|got an unexpected|got multiple)")
_KIT = str(Path(grader.__file__).parent)
_ENGINE = str(Path(grader.engine.__file__).parent)
_CRASHES = AssertionError, AttributeError, LookupError, NameError
_ADVICE = {
    RecursionError: "A function calls itself again and again: what should end that?",
    ModuleNotFoundError: "The exercises need nothing but Python's standard library.",
    EOFError: "Nobody types that during this check.",
    UnboundLocalError: "A name that a function assigns to is local to it; `global` or `nonlocal` "
    "lets it change the outer one.",
}


_CANCELLED = (
    "It was cancelled before it was done, so there is no result: ask its cancelled() first, or "
    "catch the CancelledError."
)

_ADVICE_ON_TEXTS = {
    "thread.__init__() not called": "In a subclass of Thread, __init__() must call "
    "super().__init__() before all else.",
    "cannot wait on un-acquired lock": "wait() needs the lock of its condition: call it inside of "
    "`with` on the condition.",
    "cannot notify on un-acquired lock": "notify() needs the lock of its condition: call it inside "
    "of `with` on the condition.",
    "cannot release un-acquired lock": "Only the thread that has taken a lock gives it back, once "
    "for each time; `with` does both.",
    "release unlocked lock": "A lock that nobody holds can't be given back; `with` takes it once, "
    "and gives it back once.",
    "cannot join thread before it is started": "A Thread runs from its start() on; only then can "
    "it be joined.",
    "cannot join current thread": "A thread can't wait for its own end.",
    "task_done() called too many times": "Call task_done() once for each item that get() returned.",
    "Semaphore released too many times": "Call release() once for each acquire() that got a place.",
    "cannot schedule new futures after": "A pool takes no task after its shutdown(), which also "
    "comes at the end of its `with`.",
    "cannot set daemon status of active thread": "Say so before start(), or when you make the "
    "thread: Thread(..., daemon=True).",
    "threads can only be started once": "A Thread can be started once, even if it has ended: "
    "to do its work again takes a new one.",
    "'_thread._local' object has no attribute": "Each thread has attributes of its own in a "
    "threading.local(), and a new thread has none: getattr() with a default can ask for them.",
}


def told(error: BaseException, scene: Scene) -> str | None:
    """Explain `error` to the student, or return None if it is none of the student's making."""
    if isinstance(error, SubmissionError):
        return str(error)
    if is_ours(error):
        return None
    path = levels(error)
    mine = [level for level in path if scene.is_students(level.place)]
    if mine:
        return _raised(error, mine)
    if path and scene.is_suites(path[-1].place) and not isinstance(error, NameError | ImportError):
        return _misused(error, path[-1], scene)
    return None


def is_ours(error: BaseException) -> bool:
    """Whether the kit's own code failed; the engine raises some errors as Python would."""
    file = last_file(error)
    if file.startswith(_ENGINE):
        # what a thread has not put into its threading.local() is missed by the student
        return isinstance(error, _CRASHES) and not isinstance(getattr(error, "obj", None), Local)
    return file.startswith(_KIT)


def named(error: BaseException) -> str:
    """Return kind and text of an exception, `KeyError: 'x'`, whatever its own methods do."""
    try:
        text = str(error).strip()
    except Exception:
        text = ""
    if len(text) > TEXT_LIMIT:
        text = f"{text[:TEXT_LIMIT]} ..."
    kind = type(error).__name__
    return f"{kind}: {text}" if text else kind


def not_written(error: BaseException, place: Place) -> str:
    """Say that a function of the stub is still to be written."""
    text = named(error).removeprefix("NotImplementedError").removeprefix(": ")
    return (
        f"{UNWRITTEN}: {text or place.function + '()'}\n"
        f"    {Path(place.file).name}, line {place.line}"
    )


def _raised(error: BaseException, mine: list[Level]) -> str:
    """The student's own code raised it, or something that it called."""
    place = mine[-1].place
    if isinstance(error, NotImplementedError):
        return not_written(error, place)
    if isinstance(error, SystemExit):
        return (
            f"your code ended the whole program with sys.exit() or exit().\n    {place}\n"
            "Let the function return instead."
        )
    if isinstance(error, RecursionError):
        # The frames on the way are hundreds of the same.
        place = next(level.place for level in mine if level.place.function == place.function)
    if mine[0].place.function == "<module>":
        head = f"your file can't be imported, it raised {named(error)}"
    else:
        head = f"your code raised {named(error)}"
    told = [head, f"    {place}", *_advice(error)]
    if mine[-1].frame is not levels(error)[-1].frame and _came_through_a_future(error):
        told.append("A task raised it; result() raises it again for whoever asks for the result.")
    return "\n".join(told)


def _came_through_a_future(error: BaseException) -> bool:
    files = (Path(frame.f_code.co_filename) for frame, _ in traceback.walk_tb(error.__traceback__))
    return any(file.parts[-3:] == ("concurrent", "futures", "_base.py") for file in files)


def _advice(error: BaseException) -> Iterator[str]:
    for kind, sentence in _ADVICE.items():
        if isinstance(error, kind):
            yield sentence
    if "NoneType" in named(error):
        yield "Something is None there: a function without a `return` gives None."
    yield from advice_on_threads(error)


def advice_on_threads(error: BaseException) -> Iterator[str]:
    """Say what to do about an exception that has to do with threads."""
    if isinstance(error, futures.CancelledError | asyncio.CancelledError):
        yield _CANCELLED
    yield from (told for text, told in _ADVICE_ON_TEXTS.items() if text in named(error))
    if isinstance(error, AttributeError) and Path(last_file(error)).name == "threading.py":
        yield (
            "Thread's own code fails: an attribute of your subclass may hide one that it needs. "
            "Let your names not begin with an underscore."
        )
    if isinstance(error, TypeError) and not levels(error):
        yield (
            "So the thread could not even call its function. It calls target(*args, **kwargs): "
            "args is a tuple of all arguments, (x,) if there is one; kwargs is a dict of those "
            "that have names."
            if "run()" not in str(error)
            else "A thread calls its method run() without arguments:  def run(self):"
        )


def _misused(error: BaseException, level: Level, scene: Scene) -> str:
    """The suite's own line raised: the student's function is not as the check needs it."""
    found = statement(level.place.file, level.place.line)
    line = ast.unparse(found).splitlines()[0] if found else level.place.text
    called = _MISCALLED.search(str(error)) if isinstance(error, TypeError) else None
    if called:
        return _miscalled(error, called["name"], line, scene)
    if "NoneType" in named(error):
        culprits = _gave_none(level, found)
        if culprits:
            return _returns_nothing(error, culprits[0], line, scene)
    head = f"the check can't work with what your code gave it: {named(error)}"
    where = f"    {Path(level.place.file).name}, line {level.place.line}:  {line}"
    return "\n".join([head, where, *advice_on_threads(error)])


def _miscalled(error: BaseException, name: str, line: str, scene: Scene) -> str:
    name = name.removesuffix(".__init__").rpartition(".")[2]
    told = [f"{str(error).strip()}.", f"    the check calls  {line}"]
    submission = scene.submission
    if submission is not None:
        yours = signature(submission.tree, name)
        if yours:
            told.append(f"    yours, line {yours[1]}:  {yours[0]}")
        asked = submission.stub and signature(ast.parse(submission.stub.read_bytes()), name)
        if asked and yours and asked[0] != yours[0]:
            told.append(f"Keep the parameters that the exercise gives: {asked[0]}")
    return "\n".join(told)


def _gave_none(level: Level, found: ast.stmt | None) -> list[str]:
    """The student's functions whose result is None in the suite's line."""
    if found is None:
        return []
    called = calls_of_submission(found)
    if called:
        return called
    nothing = {name for name, value in level.frame.f_locals.items() if value is None}
    nothing &= {node.id for node in ast.walk(found) if isinstance(node, ast.Name)}
    return _assigned_from(level, nothing)


def _assigned_from(level: Level, names: set[str]) -> list[str]:
    first = level.frame.f_code.co_firstlineno
    return [
        call
        for line in range(first, level.place.line)
        if isinstance(before := statement(level.place.file, line), ast.Assign)
        and names & {node.id for target in before.targets for node in _names(target)}
        for call in calls_of_submission(before)
    ]


def _names(target: ast.expr) -> Iterator[ast.Name]:
    return (node for node in ast.walk(target) if isinstance(node, ast.Name))


def _returns_nothing(error: BaseException, name: str, line: str, scene: Scene) -> str:
    told = [
        f"{name}() returned None, but its result is needed ({named(error)}).",
        f"    the check says  {line}",
    ]
    if scene.submission is not None:
        yours = signature(scene.submission.tree, name)
        where = f" of {yours[0]}, line {yours[1]}," if yours else ""
        told.append(f"Does every path{where} end in a `return` with the result?")
    return "\n".join(told)
