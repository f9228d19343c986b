"""Turns a student's source into code that says what it is about to do. Runs nothing."""

from __future__ import annotations

import ast
from types import CodeType

from grader.engine.instrument.always import Always
from grader.engine.instrument.hooks import bind
from grader.engine.instrument.observer import Observer

__all__ = ["Observer", "bind", "instrument"]


def instrument(source: str | bytes, filename: str, *, points: bool) -> CodeType:
    """Compile `source` so that it reports to the observer that `bind` puts into its namespace.

    Raises what `compile` would: the errors in the source are the student's own.
    """
    tree = ast.parse(source, filename)
    tree = Always().visit(tree)
    try:
        return compile(tree, filename, "exec", dont_inherit=True)
    except SyntaxError:
        # errors that only the compiler sees, such as a `return` at module level: in plain words
        return compile(source, filename, "exec", dont_inherit=True)
