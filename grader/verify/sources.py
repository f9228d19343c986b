"""Reads source files without running them: what they import, and what an author wrote in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path


def imports(path: Path) -> Iterator[str]:
    """Name what a file imports, wherever in it: `os.path`, and `a.b` for `from a import b`.

    A relative import keeps its dots.
    """
    for node in ast.walk(ast.parse(path.read_bytes(), filename=str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (f"{node.module}." if node.module else "")
            yield from (origin + alias.name for alias in node.names)


def promised_failures(path: Path) -> frozenset[str] | None:
    """Return the checks that a wrong submission says it fails: `Fails: test_a, test_b`.

    That is the last line of its docstring; None if it has no such line.
    """
    docstring = ast.get_docstring(ast.parse(path.read_bytes(), filename=str(path))) or ""
    head, colon, names = docstring.rpartition("\n")[2].partition("Fails:")
    if head or not colon:
        return None
    return frozenset(name.strip() for name in names.split(",") if name.strip())


def unwritten(stub: Path) -> tuple[str, ...]:
    """Return the messages of the NotImplementedErrors that a stub raises."""
    return tuple(
        str(node.args[0].value)
        for node in ast.walk(ast.parse(stub.read_bytes(), filename=str(stub)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "NotImplementedError"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    )
