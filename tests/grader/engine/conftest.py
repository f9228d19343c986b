"""Runs small programs, written down as text, in worlds of their own."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.engine import Execution, execute
from grader.engine.instrument import bind, instrument
from grader.engine.points import Points

Live = Callable[..., Execution[Any]]


@pytest.fixture
def live(tmp_path: Path) -> Live:
    """Return how to run a program to its end: `live(source)`. Its lines are those of program.py."""

    def live(source: str, **options: Any) -> Execution[Any]:
        path = tmp_path / "program.py"
        path.write_text(textwrap.dedent(source).lstrip("\n"))
        code = instrument(path.read_text(), str(path), points=False)
        namespace: dict[str, Any] = {"__name__": "__main__", "__file__": str(path)}
        bind(Points(lambda error: False), namespace)
        return execute(lambda: exec(code, namespace), program=True, **options)

    return live
