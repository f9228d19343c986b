"""The run-time side: the functions that instrumented code calls, made for one observer."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from typing import Any

from grader.engine.instrument import syntax
from grader.engine.instrument.always import FATAL, LOOP
from grader.engine.instrument.attributes import attribute_hooks
from grader.engine.instrument.items import item_hooks
from grader.engine.instrument.names import name_hooks
from grader.engine.instrument.observer import Observer


def bind(observer: Observer, namespace: dict[str, Any], *, points: bool = False) -> None:
    """Let the code that runs in `namespace`, a module's globals, report to `observer`.

    Call it before an instrumented code object is executed there, with the same `points`.
    """
    namespace[LOOP] = observer.loop
    namespace[FATAL] = _fatal(observer.is_fatal)
    if points:
        namespace[syntax.GETITEM] = operator.getitem
        namespace[syntax.SLICE] = slice
        namespace.update(attribute_hooks(observer))
        namespace.update(item_hooks(observer))
        namespace.update(name_hooks(observer, namespace))


def _fatal(is_fatal: Callable[[BaseException], bool]) -> Callable[[], object]:
    def fatal() -> object:
        error = sys.exception()
        return BaseException if error is not None and is_fatal(error) else ()

    return fatal
