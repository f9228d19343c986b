"""Puts an exception that ended a check into words: what happened, where, and what to do."""

from __future__ import annotations

import ast
import asyncio
import re
import signal
import threading
import traceback
from collections.abc import Iterator
from concurrent import futures
from dataclasses import dataclass
from pathlib import Path

import grader.engine
from grader.engine.findings import Place
from grader.engine.lowlevel.threads import Local
from grader.rationale.names import names_meant
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
_SINGLE = re.compile(r"cannot unpack non-iterable (\w+) object")
_WHERE = re.compile(r" \(([^()]*[/\\][^()]*\.\w+|unknown location)\)$")
"""Where a module lies, at the end of what an ImportError says."""
_BY_SIGNAL = 128
"""The exit code of a program that a signal ended, less the signal's number."""
_SENDERS = {"alarm", "kill", "pthread_kill", "raise_signal", "setitimer"}
_KIT = str(Path(grader.__file__).parent)
_ENGINE = str(Path(grader.engine.__file__).parent)
_CRASHES = AssertionError, AttributeError, LookupError, NameError
_ADVICE = {
    RecursionError: "A function calls itself again and again: what should end that?",
}


_CANCELLED = (
    "It was cancelled before it was done, so there is no result: ask its cancelled() first, or "
    "catch the CancelledError."
)

_ADVICE_ON_TEXTS = {
    "thread.__init__() not called": "In a subclass of Thread, __init__() must call "
    "super().__init__() before all else.",
    "nothing more is typed": "Call input() only as often as the exercise says: the check types no "
    "more lines.",
    "ock' object is not callable": "`with` takes the lock itself, without brackets behind it.",
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
    if _is_by_signal(error) and path:
        return _ended_by_signal(error, path[-1].place, scene)
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
    if isinstance(error, ImportError):
        text = _WHERE.sub("", text)
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
    at_import = mine[0].place.function == "<module>"
    if isinstance(error, SystemExit):
        head = f"your code ended the whole program with sys.exit() or exit().\n    {place}"
        # at import the slip is told, of code at the top level
        return head if at_import else f"{head}\nLet the function return instead."
    if isinstance(error, RecursionError):
        # The frames on the way are hundreds of the same.
        place = next(level.place for level in mine if level.place.function == place.function)
    if at_import:
        head = f"your file can't be imported, it raised {named(error)}"
    else:
        head = f"your code raised {named(error)}"
    told = [
        head,
        f"    {place}",
        *(() if at_import and isinstance(error, EOFError) else advice(error)),
    ]
    if mine[-1].frame is not levels(error)[-1].frame and _came_through_a_future(error):
        told.append("A task raised it; result() raises it again for whoever asks for the result.")
    return "\n".join(told)


def _came_through_a_future(error: BaseException) -> bool:
    files = (Path(frame.f_code.co_filename) for frame, _ in traceback.walk_tb(error.__traceback__))
    return any(file.parts[-3:] == ("concurrent", "futures", "_base.py") for file in files)


def advice(error: BaseException) -> Iterator[str]:
    """Say what to do about an exception that a student's line, or a thread's call, raised."""
    for kind, sentence in _ADVICE.items():
        if isinstance(error, kind):
            yield sentence
    if "NoneType" in named(error):
        yield "Something is None there: a function without a `return` gives None."
    meant = [*names_meant(error)]
    if isinstance(error, UnboundLocalError) and not meant:
        yield (
            "A name that a function assigns to is local to it; `global` or `nonlocal` lets it "
            "change the outer one."
        )
    yield from meant
    yield from advice_on_threads(error)


def advice_on_threads(error: BaseException) -> Iterator[str]:
    """Say what to do about an exception that has to do with threads."""
    if isinstance(error, futures.CancelledError | asyncio.CancelledError):
        yield _CANCELLED
    yield from (told for text, told in _ADVICE_ON_TEXTS.items() if text in named(error))
    if isinstance(error, AttributeError) and isinstance(_last_self(error), threading.Thread):
        yield (
            "Thread's own code fails: an attribute of your subclass may hide one that it needs. "
            "Let your names not begin with an underscore."
        )
    if isinstance(error, TypeError) and not levels(error):
        yield _could_not_call(error)


def _last_self(error: BaseException) -> object:
    """The object whose method of the library's threading raised an exception."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    is_threading = Path(frame.f_code.co_filename).name == "threading.py"
    return frame.f_locals.get("self") if is_threading else None


def _could_not_call(error: TypeError) -> str:
    """What to do if a thread died of a call, before any line of the student's was reached."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    if frame.f_code.co_name != "run":  # which would call the target
        return "A thread calls its method run() without arguments:  def run(self):"
    if "argument after * must be" in str(error):
        return (
            "args is a tuple of all arguments, also of a single one: args=(x,), with a comma. "
            "(x) is x alone."
        )
    if "object is not callable" in str(error):
        return (
            "What it was to call is no function. Hand over the function itself, without brackets."
        )
    return (
        "So the thread could not even call its function. It calls target(*args, **kwargs): "
        "args is a tuple of all arguments, (x,) if there is one; kwargs is a dict of those "
        "that have names."
    )


def _is_by_signal(error: BaseException) -> bool:
    return isinstance(error, SystemExit) and last_file(error).startswith(_ENGINE)


def _ended_by_signal(error: BaseException, place: Place, scene: Scene) -> str:
    """No line of a program ended it, but a signal that it has no handler for."""
    assert isinstance(error, SystemExit)
    name = signal.Signals(int(error.code or 0) - _BY_SIGNAL).name
    tree = scene.submission.tree if scene.submission is not None else ast.Module([], [])
    senders = [
        f"{ast.unparse(node)} in line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _SENDERS
    ]
    return (
        f"the signal {name} ended the program, which has no handler for it.\n    {place}\n"
        f"Leave out {senders[0] if len(senders) == 1 else 'what sends it'}, or set a handler "
        "before that, with signal.signal()."
    )


def _misused(error: BaseException, level: Level, scene: Scene) -> str:
    """The suite's own line raised: the student's function is not as the check needs it."""
    found = statement(level.place.file, level.place.line)
    line = ast.unparse(found).splitlines()[0] if found else level.place.text
    called = _MISCALLED.search(str(error)) if isinstance(error, TypeError) else None
    if called:
        return _miscalled(error, called["name"], line, scene)
    source = _source(error, level, found)
    if source is not None and source.part == "" and "NoneType" in named(error):
        return _returns_nothing(error, source.function, line, scene)
    head = f"the check can't work with what your code gave it: {named(error)}"
    where = f"    {Path(level.place.file).name}, line {level.place.line}:  {line}"
    if source is None:
        return "\n".join([head, where, *advice_on_threads(error)])
    unpacked = _unpacked(error, found)
    if unpacked:
        head = f"{source.function}() must give {len(unpacked)} values: {named(error)}."
        single = _SINGLE.search(str(error))
        if single:
            head = (
                f"{source.function}() gave one value, of the kind {single[1]}; the check needs "
                f"{len(unpacked)}."
            )
    elif source.part:
        kind = (
            "None"
            if source.value is None
            else f"an object of the kind {type(source.value).__name__}"
        )
        head = f"{source.function}() gave {kind} as `{source.part}`: {named(error)}."
    return "\n".join([head, where, *_promised(source.function, scene), *advice_on_threads(error)])


@dataclass(frozen=True, slots=True)
class _Source:
    """The student's function that a value came from, and the variable that has a part of it."""

    function: str
    part: str = ""
    value: object = None


def _unpacked(error: BaseException, found: ast.stmt | None) -> list[str]:
    """The names that a result should be unpacked to, if an exception says that it can't."""
    match found:
        case ast.Assign(targets=[ast.Tuple(elts=parts)]) if "unpack" in str(error):
            return [ast.unparse(part) for part in parts]
    return []


def _promised(name: str, scene: Scene) -> Iterator[str]:
    """What the exercise asks a function to return."""
    submission = scene.submission
    if submission is None or submission.stub is None:
        return
    says = "Its head says that it" if submission.stub == submission.path else "In the exercise it"
    for node in ast.parse(submission.stub.read_bytes()).body:
        if isinstance(node, ast.FunctionDef) and node.name == name and node.returns is not None:
            yield f"{says} returns {ast.unparse(node.returns)}."


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


def _source(error: BaseException, level: Level, found: ast.stmt | None) -> _Source | None:
    """The student's function whose result the suite's line could not work with, if it is known."""
    if found is None:
        return None
    called = calls_of_submission(found)
    if called:
        return _Source(called[0])
    if isinstance(error, AttributeError):
        value = error.obj
    elif "NoneType" in named(error):
        value = None
    else:
        return None
    names = {name for name, mine in level.frame.f_locals.items() if mine is value}
    names &= {node.id for node in ast.walk(found) if isinstance(node, ast.Name)}
    return next(_assigned_from(level, names, value), None)


def _assigned_from(level: Level, names: set[str], value: object) -> Iterator[_Source]:
    first = level.frame.f_code.co_firstlineno
    for line in range(first, level.place.line):
        before = statement(level.place.file, line)
        if not isinstance(before, ast.Assign):
            continue
        for target in before.targets:
            for node in _names(target):
                if node.id in names:
                    part = node.id if isinstance(target, ast.Tuple) else ""
                    yield from (_Source(f, part, value) for f in calls_of_submission(before))


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
