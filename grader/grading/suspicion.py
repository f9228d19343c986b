"""Points an instructor to submissions that reach for what grades them. Decides about no points.

A look at the source, not at what it does: who hides it well is not found, and who is found may have
a good reason.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

_MODULES = {
    "_pytest",
    "builtins",
    "ctypes",
    "gc",
    "grader",
    "greenlet",
    "importlib",
    "inspect",
    "pluggy",
    "pytest",
    "runpy",
}
_NAMES = {"__builtins__", "__import__", "compile", "eval", "exec"}
_ATTRIBUTES = {
    "__builtins__",
    "__code__",
    "__globals__",
    "__import__",
    "__subclasses__",
    "_current_frames",
    "_getframe",
    "ag_frame",
    "cr_frame",
    "f_back",
    "f_globals",
    "f_locals",
    "gi_frame",
    "setprofile",
    "settrace",
    "tb_frame",
}
_CHANGED = {"queue", "random", "threading", "time"}
_MEANT_TO_BE_CHANGED = {"excepthook"}
_TEXTS = ("/proc/", "results.jsonl", "gradebook.csv")
LONGEST = 30
"""Characters of a text that are shown."""


def reaches_for(source: bytes) -> tuple[str, ...]:
    """Return what in a program no answer needs, in the order of the text; nothing if it is none."""
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    nodes = sorted(
        (node for node in ast.walk(tree) if isinstance(node, ast.expr | ast.stmt)),
        key=lambda node: (node.lineno, node.col_offset),
    )
    return tuple(dict.fromkeys(found for node in nodes for found in _found(node)))


def _found(node: ast.expr | ast.stmt) -> Iterator[str]:
    match node:
        case ast.Import(names):
            yield from (each.name for each in names if _top(each.name) in _MODULES)
        case ast.ImportFrom(str(module)) if _top(module) in _MODULES:
            yield module
        case ast.ImportFrom(_, names):
            yield from (each.name for each in names if each.name in _ATTRIBUTES)
        case ast.Name(name) if name in _NAMES:
            yield name
        case ast.Attribute(ast.Name("sys"), "modules"):
            yield "sys.modules"
        case ast.Attribute(ast.Name(module), name, ast.Store() | ast.Del()) if module in _CHANGED:
            if name not in _MEANT_TO_BE_CHANGED:
                yield f"{module}.{name} = ..."
        case ast.Attribute(_, name) if name in _ATTRIBUTES:
            yield name
        case ast.Constant(str(text)) if any(each in text for each in _TEXTS):
            yield repr(text if len(text) <= LONGEST else f"{text[:LONGEST]}...")


def _top(module: str) -> str:
    return module.partition(".")[0]
