"""Runs the examples in an exercise's README, and compares what they print. Runs no checks."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.engine import execute
from grader.model import Exercise
from grader.submission import load, read, room_for

_BLOCK = re.compile(r"^```(?P<language>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)

ENTER = 3.5


@dataclass(frozen=True, slots=True)
class Example:
    """A block of Python in a README, and what the README says that it prints."""

    line: int
    """Where its first line stands in the README."""
    source: str
    prints: str | None
    """None if the README doesn't say."""


def examples(readme: str) -> Iterator[Example]:
    """Find the blocks that begin with ```python, and nothing else in that line.

    If the prose after one speaks of printing, and a ```text block follows, that is its output.
    """
    blocks = list(_BLOCK.finditer(readme))
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if block["language"].strip() != "python":
            continue
        prints = None
        if following is not None and following["language"].strip() == "text":
            prose = readme[block.end() : following.start()]
            prints = following["text"] if re.search(r"\bprints?\b", prose) else None
        yield Example(readme.count("\n", 0, block.start("text")) + 1, block["text"], prints)


def run_example(example: Example, exercise: Exercise, readme: Path) -> str:
    """Run an example as a program in virtual time, where the solution can be imported.

    Who runs it presses Enter once, at ENTER seconds, for an example that asks for input.
    Return what is not as it should be, or nothing.
    """
    solution = read(exercise.solution, exercise)
    # Its line numbers are the README's.
    code = compile("\n" * (example.line - 1) + example.source, str(readme), "exec")

    def main() -> None:
        # pytest has hooks of its own there; a program begins with Python's
        threading.excepthook = threading.__excepthook__
        load(solution)
        exec(code, {"__name__": "__main__"})

    with room_for(solution):
        execution = execute(main, program=True, keyboard=lambda keys: keys.types("", at=ENTER))
    where = f"README.md, line {example.line}: the example"
    if execution.exception is not None:
        return f"{where} raises {execution.exception!r}"
    if execution.findings:
        return f"{where} is not clean: {execution.findings[0].explain()}"
    printed = "".join(f"{line.text}\n" for line in execution.trace.output)
    if example.prints is not None and printed != example.prints:
        return f"{where} does not print what the README says, but\n{printed}"
    return ""
