"""Says which name was meant: one that is spelt otherwise, or that was not imported."""

from __future__ import annotations

import builtins
import difflib
import queue
import re
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType, ModuleType

from grader.rationale.scene import Level, levels

CLOSE = 0.75
"""How much two names have in common, of 1, if one may be meant by the other."""

_NO_SUCH_NAME = re.compile(r"cannot import name '(\w+)' from '([\w.]+)'")
_NO_SUCH_LOCAL = re.compile(r"local variable '(\w+)'")
_HOMES = {
    **dict.fromkeys(queue.__all__, "queue"),
    **dict.fromkeys(threading.__all__, "threading"),
    **dict.fromkeys(("ThreadPoolExecutor", "as_completed"), "concurrent.futures"),
    "sleep": "time",
}
"""The module that a name comes from."""


def names_meant(error: BaseException) -> Iterator[str]:
    """Say what to write or to import instead of a name that Python does not find."""
    path = levels(error)
    if not path:
        return
    match error:
        case UnboundLocalError():
            yield from _hidden_module(str(error), path[-1].frame)
        case NameError(name=str(name)):
            yield from _variable(name, path[-1])
        case AttributeError(name=str(name), obj=owner) if owner is not None:
            yield from _did_you_mean(name, _attributes(owner))
        case ModuleNotFoundError(name=str(name)):
            yield from _module(name, Path(path[-1].place.file))
        case ImportError() if found := _NO_SUCH_NAME.search(str(error)):
            yield from _did_you_mean(found[1], _attributes(sys.modules.get(found[2])))
        case ImportError() if "relative import" in str(error):
            name = Path(path[-1].place.file).name
            yield f"Of your own files only {name} is read: copy what you need into it."


def _variable(name: str, level: Level) -> Iterator[str]:
    """A module or a tool that was not imported, an attribute without `self`, or a typo."""
    frame = level.frame
    home = _HOMES.get(name)
    if name in sys.stdlib_module_names and re.search(rf"\b{name}\.", level.place.text):
        yield f"At the top of the file `import {name}` is missing."
    elif home is not None:
        yield (
            f"Write {home}.{name}."
            if home in frame.f_globals
            else f"At the top of the file `from {home} import {name}` is missing."
        )
    elif _has(frame.f_locals.get("self"), name):
        yield f"Did you mean self.{name}?"
    else:
        yield from _did_you_mean(name, _known(frame))


def _hidden_module(said: str, frame: FrameType) -> Iterator[str]:
    """A variable of a function that is called as a module that the function needs."""
    found = _NO_SUCH_LOCAL.search(said)
    if found and isinstance(frame.f_globals.get(found[1]), ModuleType):
        yield (
            f"As a variable of this function, {found[1]} hides the module {found[1]}: give it "
            "another name."
        )


def _known(frame: FrameType) -> set[str]:
    return {*frame.f_locals, *frame.f_globals, *dir(builtins)}


def _has(mine: object, name: str) -> bool:
    """Whether an object or its class has an attribute; runs no code of theirs."""
    return name in getattr(mine, "__dict__", ()) or any(
        name in vars(kind) for kind in type(mine).__mro__[:-1]
    )


def _attributes(owner: object) -> list[str]:
    try:
        return [name for name in dir(owner) if not name.startswith("_")]
    except Exception:  # a student's own __dir__
        return []


def _module(name: str, file: Path) -> Iterator[str]:
    """A typo, a file of the student's own, or a package that is not installed."""
    modules = [each for each in sys.stdlib_module_names if not each.startswith("_")]
    close = [*_did_you_mean(name, modules)]
    beside = file.parent / f"{name.partition('.')[0]}.py"
    if beside.exists():
        yield f"Only {file.name} is read: copy what you need of {beside.name} into it."
    else:
        yield from close or [
            "The exercises need nothing but Python's standard library; of your own files only "
            f"{file.name} is read."
        ]


def _did_you_mean(name: str, names: Iterable[str]) -> Iterator[str]:
    lower = {each.lower(): each for each in sorted(names)}
    for close in difflib.get_close_matches(name.lower(), lower, n=1, cutoff=CLOSE):
        if lower[close] != name:
            yield f"Did you mean {lower[close]}?"
