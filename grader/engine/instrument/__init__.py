"""Turns a student's source into code that says what it is about to do. Runs nothing.

    code = instrument(source, filename, points=True)
    bind(observer, namespace, points=True)
    exec(code, namespace)

Instrumented code behaves like the original: same values, same order of evaluation, same exceptions
with the same lines and carets. With `points`, the observer hears of each access to what threads may
share (observer.py says which), right before it.

Where there is no point: in class bodies outside of functions, in patterns, in annotations; before a
name is bound by `def`, `class`, `import`, `except ... as` or a pattern; at local variables, at
names that are bound once before any thread can see them; in C code, which is one step; in what
`exec` and `eval` run. A lock's, queue's or thread's methods are the engine's own affair.
"""

from __future__ import annotations

import ast
from types import CodeType

from grader.engine.instrument.always import Always
from grader.engine.instrument.hooks import bind
from grader.engine.instrument.observer import Kind, Observer, Place
from grader.engine.instrument.plans import MISSING, peek
from grader.engine.instrument.statements import Points

__all__ = ["MISSING", "Kind", "Observer", "Place", "bind", "instrument", "peek"]


def instrument(source: str | bytes, filename: str, *, points: bool) -> CodeType:
    """Compile `source` so that it reports to the observer that `bind` puts into its namespace.

    Raises what `compile` would: the errors in the source are the student's own.
    """
    tree = ast.parse(source, filename)
    try:
        tree = Always().visit(tree)
        if points:
            tree = Points(tree, filename).visit(tree)
        return compile(ast.fix_missing_locations(tree), filename, "exec", dont_inherit=True)
    except (SyntaxError, RecursionError):
        # Errors that only the compiler sees, such as a `return` at module level, in its own words;
        # and expressions that are too deep for us, without points
        return compile(source, filename, "exec", dont_inherit=True)
