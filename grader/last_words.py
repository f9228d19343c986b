"""Says what happened when a submission ends Python itself: after os._exit() nobody else can.

Knows nothing of checks. When a class is graded this is not needed: there, somebody outside tells.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from grader.engine.describe import place_of


@contextmanager
def last_words(descriptor: int) -> Iterator[None]:
    """Let os._exit() in this process write a sentence to `descriptor` first, and never succeed."""
    end, process = os._exit, os.getpid()

    def speak_and_end(status: int) -> NoReturn:
        if os.getpid() == process:  # a child made by fork() ends so, and is no matter of ours
            os.write(descriptor, _words().encode("ascii", "backslashreplace"))
            end(status or 1)
        end(status)

    os._exit = speak_and_end
    try:
        yield
    finally:
        os._exit = end


def _words() -> str:
    """The sentence, with the innermost line that is no library's: a timer may call it, too."""
    place = place_of(sys._getframe(2))
    where = f"    {place}\n" if place else ""
    return (
        "\n\nyour code called os._exit(): that ends Python at once, and all that runs in it.\n"
        f"{where}Let the function return instead.\n"
    )
