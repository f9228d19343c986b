"""Checks what the kit promises of an exercise: its stub, solution, right and wrong submissions.

Each method returns what is not as promised, in sentences for the author; nothing if all is well.
How suites and examples are run is in the modules beside this one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from grader.model import CheckResult, Exercise, Outcome
from grader.rationale.explored import YET
from grader.verify.explanations import compare, explanation, home_of
from grader.verify.readme import examples, run_example
from grader.verify.sources import imports, promised_failures, unwritten
from grader.verify.suites import SuiteError, Suites

__all__ = ["SuiteError", "Verifier", "imports"]

HINTS = 3
POINTS = 10
CAPSTONE_POINTS = 20
CAPSTONES = frozenset({"24"})
FEWEST = (("right", 3), ("wrong", 6))
"""How many submissions prove a suite, apart from stub and solution."""


class Verifier:
    """Holds an exercise to the promises; its suites are loaded once, when they are first needed."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise

    @cached_property
    def suites(self) -> Suites:
        """Both suites, imported. Raises SuiteError if they can't be run."""
        return Suites(self.exercise)

    def submissions(self, kind: str) -> tuple[Path, ...]:
        """The files in the folder `right` or `wrong` beside the hidden suite, by name."""
        return tuple(sorted((self.exercise.hidden_suite.parent / kind).glob("*.py")))

    # -- one promise each --------------------------------------------------------------------------

    def stub(self) -> list[str]:
        """The stub can be imported, and fails every check with a NotImplementedError of its own."""
        messages = unwritten(self.exercise.stub)
        return [
            f"{result.check.name} does not fail with a NotImplementedError of the stub's, "
            f"but {_told(result)}"
            for result in self.suites.run(self.exercise.stub)
            if result.outcome is not Outcome.FAILED
            or not any(message in result.rationale for message in messages)
        ]

    def right(self, path: Path) -> list[str]:
        """A right submission, the solution among them, passes every check, without a data race."""
        told = []
        for result in self.suites.run(path):
            if result.outcome is not Outcome.PASSED:
                told.append(f"{result.check.name} does not pass, but {_told(result)}")
            elif YET in result.rationale:
                told.append(f"{result.check.name} passes, but: {result.rationale}")
        return told

    def wrong(self, path: Path) -> list[str]:
        """A wrong submission fails exactly the checks that its docstring's last line names."""
        promised = promised_failures(path)
        if not promised:
            return [f"the docstring of {path.name} has no last line  Fails: test_a, test_b"]
        told = [f"there is no check {name}" for name in sorted(promised - self._names())]
        results = self.suites.run(path)
        for result in results:
            should = Outcome.FAILED if result.check.name in promised else Outcome.PASSED
            if result.outcome is not should:
                told.append(f"{result.check.name} should be {should}, but {_told(result)}")
        return told or compare(path, results)

    def write_explanations(self) -> list[Path]:
        """Write beside each wrong submission what a student reads about it; return what changed."""
        changed = []
        for path in self.submissions("wrong"):
            home, text = home_of(path), explanation(self.suites.run(path))
            if not home.is_file() or home.read_text(encoding="utf-8") != text:
                home.write_text(text, encoding="utf-8")
                changed.append(home)
        return changed

    def checks(self) -> list[str]:
        """Points add up; each check has a promise, a name of its own, and a file that fails it."""
        return [*self._points(), *self._docstrings(), *self._uncaught()]

    def proof(self) -> list[str]:
        """There are enough right and wrong submissions, and what is read about these is kept."""
        counts = [(kind, least, len(self.submissions(kind))) for kind, least in FEWEST]
        told = [
            f"there are {count} {kind} submissions; write at least {least}"
            for kind, least, count in counts
            if count < least
        ]
        homes = map(home_of, self.submissions("wrong"))
        if missing := [home.name for home in homes if not home.is_file()]:
            told.append(
                f"what a student reads about wrong submissions is not kept in {', '.join(missing)}:"
                f"  grader verify {self.exercise.number} --write  writes it, for you to read"
            )
        return told

    def hints(self) -> list[str]:
        """There are three hints, and each says something."""
        hints = self.exercise.hints
        if len(hints) == HINTS and all(hints):
            return []
        said = len([hint for hint in hints if hint])
        return [f"hints.md says {said} hints; it needs {HINTS} sections that begin with '## '"]

    def readme(self) -> list[str]:
        """The README has an example, and its examples run and print what it says they print."""
        path = self.exercise.folder / "README.md"
        if not path.is_file():
            return ["README.md is missing"]
        found = list(examples(path.read_text(encoding="utf-8")))
        if not found:
            return ["README.md has no example: a block that begins with ```python"]
        return list(filter(None, (run_example(each, self.exercise, path) for each in found)))

    def imports(self) -> list[str]:
        """Stub, solution, right and wrong submissions import the standard library alone."""
        exercise = self.exercise
        others = (*self.submissions("right"), *self.submissions("wrong"))
        return [
            f"{path} imports {name}, which is not in the standard library"
            for path in (exercise.stub, exercise.solution, *others)
            for name in imports(path)
            if name.partition(".")[0] not in sys.stdlib_module_names
        ]

    # -- the parts of `checks` ---------------------------------------------------------------------

    def _names(self) -> set[str]:
        return {check.name for check in self.suites.checks}

    def _points(self) -> Iterator[str]:
        expected = CAPSTONE_POINTS if self.exercise.number in CAPSTONES else POINTS
        found = sum(check.points for check in self.suites.checks)
        if found != expected:
            yield f"the checks' points add up to {found}, not to {expected}"

    def _docstrings(self) -> Iterator[str]:
        for name, count in Counter(check.name for check in self.suites.checks).items():
            if count > 1:
                yield f"two checks are called {name}"
        for check in self.suites.checks:
            if not check.title.endswith((".", "?", "!")):
                yield f"{check.name} has no docstring whose first line is a sentence: a promise"

    def _uncaught(self) -> Iterator[str]:
        caught = frozenset[str]().union(
            *(promised_failures(path) or () for path in self.submissions("wrong"))
        )
        for name in sorted(self._names() - caught):
            yield f"no wrong submission fails {name}: who would miss this check?"


def _told(result: CheckResult) -> str:
    first, *more = result.rationale.splitlines() or [""]
    return f"{result.outcome}: {first}{' ...' if more else ''}".rstrip(": ")
