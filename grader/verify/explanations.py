"""What a student reads about a wrong submission, kept beside it as text that a person has read.

`wrong/forgets_to_join.py` has its explanation in `wrong/forgets_to_join.txt`: of each check that
fails, the promise and the first paragraph of the rationale. A change of wording shows as a change
of that file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from grader.model import CheckResult, Outcome

PYTHON = (3, 13)
"""The version whose words are kept: each has its own for the same exception."""


def explanation(results: Iterable[CheckResult]) -> str:
    """Return what the failed checks say first, each cause once."""
    told: list[str] = []
    said: set[str] = set()
    for result in results:
        if result.outcome is Outcome.PASSED:
            continue
        first = result.rationale.partition("\n\n")[0]
        cause = "(the same)" if first in said else first
        said.add(first)
        told.append(f"{result.check.title}\n{cause}\n")
    return "\n".join(told)


def home_of(path: Path) -> Path:
    """Return where the explanation of a wrong submission is kept."""
    return path.with_suffix(".txt")


def compare(path: Path, results: Iterable[CheckResult]) -> list[str]:
    """Return what has changed since somebody read it; nothing if it is as it was.

    On another Python nothing is compared, and neither is what nobody has written yet.
    """
    home = home_of(path)
    if sys.version_info[:2] != PYTHON or not home.is_file():
        return []
    kept, now = home.read_text(encoding="utf-8"), explanation(results)
    if kept == now:
        return []
    lines = zip([*kept.splitlines(), ""], [*now.splitlines(), ""], strict=False)
    old, new = next(((a, b) for a, b in lines if a != b), ("", ""))
    return [
        f"{home.name} says {old!r}, and a student now reads {new!r}. Read it, and if it is good:  "
        "grader verify --write"
    ]
