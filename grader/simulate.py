"""Runs any script in virtual time, and tells what happened. Knows nothing of exercises."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from grader.engine import Execution, Line, Step, execute
from grader.engine.instrument import bind, instrument
from grader.engine.lowlevel.keyboard import Keyboard
from grader.engine.points import Points
from grader.engine.watchdog import watching

_KIT = Path(__file__).resolve().parent
_FRAME = re.compile(r'  File "(?P<file>.*)", line \d+')


@dataclass(frozen=True, slots=True)
class Key:
    """Something done at the keyboard, at a second: a line typed, or Ctrl-C if `text` is None."""

    time: float
    text: str | None = None

    def __str__(self) -> str:
        return "presses Ctrl-C" if self.text is None else f"types {self.text!r}"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that a program did: what, in which thread, at which virtual second."""

    time: float
    thread: str
    text: str
    printed: bool = False
    """Whether `text` is what the program printed, not what we say about it."""
    error: bool = False


def simulate(
    script: Path,
    arguments: Sequence[str] = (),
    *,
    keys: Sequence[Key] = (),
    horizon: float = 3600.0,
) -> Execution[None]:
    """Run `script` as `python script arguments` would, in virtual time, with `keys` pressed.

    Raises what reading and compiling the script raises: OSError, SyntaxError.
    """
    code = instrument(script.read_bytes(), str(script), points=False)
    module = ModuleType("__main__")
    module.__file__ = str(script)
    bind(Points(lambda error: False), vars(module))

    def press(keyboard: Keyboard) -> None:
        for key in keys:
            if key.text is None:
                keyboard.interrupt(at=key.time)
            else:
                keyboard.types(key.text, at=key.time)

    with _as_main(module, script, arguments), watching():
        return execute(
            lambda: exec(code, vars(module)), program=True, horizon=horizon, keyboard=press
        )


@contextmanager
def _as_main(module: ModuleType, script: Path, arguments: Sequence[str]) -> Iterator[None]:
    before = sys.modules["__main__"], sys.argv, sys.path
    sys.modules["__main__"] = module
    sys.argv = [str(script), *arguments]
    sys.path = [str(script.resolve().parent), *sys.path]
    try:
        yield
    finally:
        sys.modules["__main__"], sys.argv, sys.path = before


def happenings(execution: Execution[None], keys: Sequence[Key] = ()) -> list[Happening]:
    """Return what happened, in order: output, starts and ends, who waited for what, keys.

    Left out is what a program does not see: the hand-shake in which a thread begins, and that a
    wait is over, which shows in what comes next.
    """
    trace = execution.trace
    told: list[tuple[float, float, Happening]] = [
        (step.time, place, Happening(step.time, step.thread, text))
        for place, step in enumerate(trace.steps)
        if (text := _in_words(step))
    ]
    # a line comes before the step that followed it; the sort keeps each kind in its own order
    told += [(line.time, line.after - 0.5, _printed(line, False)) for line in trace.output]
    errors = _without_our_frames(trace.errors)
    told += [(line.time, line.after - 0.5, _printed(line, True)) for line in errors]
    pressed: list[tuple[float, float, Happening]] = [
        (key.time, -1, Happening(key.time, "keyboard", str(key))) for key in keys
    ]
    if execution.exit_time is not None:
        pressed = [each for each in pressed if each[0] <= execution.exit_time]
    return [each for *_, each in sorted([*told, *pressed], key=lambda each: each[:2])]


def _printed(line: Line, error: bool) -> Happening:
    return Happening(line.time, line.thread, line.text, printed=True, error=error)


def _without_our_frames(lines: Iterable[Line]) -> Iterator[Line]:
    """Leave out of tracebacks what Python itself would not show: the frames of the kit."""
    ours = False
    for line in lines:
        frame = _FRAME.match(line.text)
        if frame:
            ours = frame["file"].startswith(f"{_KIT}{os.sep}")
        elif not line.text.startswith("    "):
            ours = False
        if not ours:
            yield line


def _in_words(step: Step) -> str:
    match step.kind:
        case "start":
            return f"is started by {step.detail}" if step.detail else ""
        case "end":
            return "ends"
        case "sleep":
            return f"sleeps until {step.until:g} s"
        case "wait" if not step.detail.endswith(" to begin"):
            held = step.holder and step.detail.startswith("the lock")
            holder = f", held by {step.holder}" if held else ""
            until = f", until {step.until:g} s at most" if step.until is not None else ""
            return f"waits for {step.detail}{holder}{until}"
    return ""
