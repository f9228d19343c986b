"""A check runs as the main thread of a fresh world, with its fixtures."""

from __future__ import annotations

import ast
import time
from pathlib import Path

from grader.checking import run_check
from grader.submission import Submission

EMPTY = Submission(Path("egg.py"), "egg", ast.parse(""), compile("", "egg.py", "exec"))


def test_a_check_can_press_keys():
    """The keyboard types lines and presses Ctrl-C, at virtual times, while the check runs."""

    def check(clock, keyboard):
        keyboard.types("Ada", at=2)
        keyboard.interrupt(at=5)
        name, typed = input("? "), clock.now
        try:
            time.sleep(60)
        except KeyboardInterrupt:
            return name, typed, clock.now

    run = run_check(check, EMPTY, ["clock", "keyboard"])

    assert run.execution.value == ("Ada", 2, 5)
