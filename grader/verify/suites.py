"""Runs both suites of an exercise on one file after the other. Loads each suite once; no pytest.

Knows nothing of what should come out.
"""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from grader.checking import FIXTURES
from grader.judging import backstop_for, judged
from grader.model import Check, CheckResult, Exercise
from grader.pytest_suite import Suite
from grader.testing import suite_checks
from grader.unreadable import checks_of


class SuiteError(Exception):
    """A suite can't be run here; the text says why."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A suite that was imported: its checks, and the functions that they are."""

    path: Path
    visible: bool
    checks: tuple[tuple[Check, Callable[..., object]], ...]


class Suites:
    """The visible and the hidden suite of an exercise, loaded once for all its submissions."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self._loaded = (
            load(exercise, exercise.visible_suite, visible=True),
            load(exercise, exercise.hidden_suite, visible=False),
        )

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check, the visible ones first."""
        return tuple(check for suite in self._loaded for check, _ in suite.checks)

    def run(self, path: Path) -> tuple[CheckResult, ...]:
        """Run every check on the file at `path`, each in a world of its own."""
        return tuple(result for suite in self._loaded for result in run(self.exercise, suite, path))


def run(exercise: Exercise, loaded: Loaded, path: Path) -> list[CheckResult]:
    """Run the checks of one suite on the file at `path`, each in a world of its own."""
    checks = {check.name: check for check, _ in loaded.checks}
    suite = Suite(exercise, loaded.path, loaded.visible, path, checks)
    return [_result(suite, check, function) for check, function in loaded.checks]


def _result(suite: Suite, check: Check, function: Callable[..., object]) -> CheckResult:
    wanted = inspect.signature(function).parameters
    verdict, _ = judged(suite, function, tuple(wanted), backstop_for(suite, function))
    return CheckResult(check, verdict.outcome, verdict.rationale)


def load(exercise: Exercise, path: Path, *, visible: bool) -> Loaded:
    """Import a suite. Raises SuiteError if that can't be done, or if only pytest could run it."""
    try:
        module = _module(path, f"suite_{exercise.number}_{'visible' if visible else 'hidden'}")
        checks = suite_checks(path, visible)
    except Exception as error:
        raise SuiteError(checks_of(path.name, error)) from error
    for check in checks:
        _be_plain(path, check, getattr(module, check.name))
    return Loaded(path, visible, tuple((check, getattr(module, check.name)) for check in checks))


def _module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look for their module there
    spec.loader.exec_module(module)
    return module


def _be_plain(path: Path, check: Check, function: Callable[..., object]) -> None:
    """Refuse a check that only pytest could run."""
    unknown = [name for name in inspect.signature(function).parameters if name not in FIXTURES]
    if unknown or hasattr(function, "pytestmark"):
        what = f"asks for {', '.join(unknown)}" if unknown else "has a mark of pytest's"
        raise SuiteError(
            f"{path.name}: {check.name} {what}; a check has no fixtures but "
            f"{', '.join(FIXTURES)}, and no marks but those of grader.testing"
        )
