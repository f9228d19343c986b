"""All that a suite imports, and what a suite says about its checks. Runs nothing."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from grader.model import Check

if TYPE_CHECKING:
    from grader.engine.findings import Finding

F = TypeVar("F", bound=Callable[..., object])

DEFAULT_POINTS = 1


def points(number: int) -> Callable[[F], F]:
    """Say how many points a check is worth."""

    def mark(check: F) -> F:
        check.points = number  # type: ignore[attr-defined]
        return check

    return mark


@dataclass(frozen=True, slots=True)
class Explores:
    """What a check asks of its exploration."""

    races: bool
    """Whether a data race alone fails the check, though every execution comes out right."""


def explore(*, races: bool = False) -> Callable[[F], F]:
    """Ask for many executions of a check, each under a schedule of its own.

    Keep what a thread repeats to three times at most: the number of schedules grows steeply.
    """

    def mark(check: F) -> F:
        check.explores = Explores(races)  # type: ignore[attr-defined]
        return check

    return mark


def allows(*kinds: type[Finding]) -> Callable[[F], F]:
    """Name the kinds of finding that do not fail this check."""

    def mark(check: F) -> F:
        check.allows = kinds  # type: ignore[attr-defined]
        return check

    return mark


def suite_checks(path: Path, visible: bool) -> tuple[Check, ...]:
    """Return the checks of a suite in their order in the file; nothing is imported or run."""
    tree = ast.parse(path.read_bytes(), filename=str(path))
    return tuple(
        Check(node.name, _title(node), _points(node), visible)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
    )


def _title(check: ast.FunctionDef) -> str:
    lines = (ast.get_docstring(check) or "").splitlines()
    return lines[0] if lines else check.name.removeprefix("test_").replace("_", " ")


def _points(check: ast.FunctionDef) -> int:
    for decorator in check.decorator_list:
        match decorator:
            case ast.Call(func=ast.Name(id="points"), args=[ast.Constant(value=int(number))]):
                return number
    return DEFAULT_POINTS
