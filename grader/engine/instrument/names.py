"""The hooks for variables: globals and those that a function shares with one inside it.

The functions that they are given for a closure are never called; they hold the variable's cell.
"""

from __future__ import annotations

from types import CellType, FunctionType
from typing import Any

from grader.engine.instrument import syntax
from grader.engine.instrument.observer import Observer, Place


def name_hooks(observer: Observer, namespace: dict[str, Any]) -> dict[str, Any]:
    """Return the hooks for the module whose globals `namespace` is.

    Those before a read return None. Those before a write return what is going to be written, or, if
    there are several targets, that into which it is: the module's dictionary, the cell.
    """
    read, write = observer.read, observer.write

    def read_global(name: str, place: Place) -> None:
        read("global", namespace, name, place)

    def write_global(value: Any, name: str, place: Place) -> Any:
        write("global", namespace, name, place)
        return value

    def read_cell(function: FunctionType, name: str, place: Place) -> None:
        read("closure", function.__closure__[0], name, place)  # type: ignore[index]

    def write_cell(value: Any, function: FunctionType, name: str, place: Place) -> Any:
        write("closure", function.__closure__[0], name, place)  # type: ignore[index]
        return value

    def global_target(name: str, place: Place) -> dict[str, Any]:
        write("global", namespace, name, place)
        return namespace

    def cell_target(function: FunctionType, name: str, place: Place) -> CellType:
        cell: CellType = function.__closure__[0]  # type: ignore[index]
        write("closure", cell, name, place)
        return cell

    return {
        syntax.READ_GLOBAL: read_global,
        syntax.WRITE_GLOBAL: write_global,
        syntax.GLOBAL_TARGET: global_target,
        syntax.CELL_TARGET: cell_target,
        syntax.READ_CELL: read_cell,
        syntax.WRITE_CELL: write_cell,
    }
