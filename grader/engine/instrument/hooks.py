"""The run-time side: the functions that instrumented code calls, made for one observer."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from grader.engine.instrument import syntax
from grader.engine.instrument.always import FATAL, LOOP
from grader.engine.instrument.attributes import Report, attribute_hooks
from grader.engine.instrument.items import item_hooks
from grader.engine.instrument.names import name_hooks
from grader.engine.instrument.observer import Observer
from grader.engine.instrument.plans import Plans


def bind(observer: Observer, namespace: dict[str, Any], *, points: bool = False) -> None:
    """Let the code that runs in `namespace`, a module's globals, report to `observer`.

    Call it before an instrumented code object is executed there, with the same `points`.
    """
    namespace[LOOP] = observer.loop
    namespace[FATAL] = _fatal(observer.is_fatal)
    if points:
        plans, hooks = _shared(observer.read, observer.write)
        plans.forget()
        namespace.update(hooks)
        namespace.update(name_hooks(observer, namespace))


@lru_cache(maxsize=1)
def _shared(read: Report, write: Report) -> tuple[Plans, dict[str, Any]]:
    """Return the hooks that serve all modules: an exploration loads one for each execution."""
    plans = Plans()
    return plans, {
        syntax.GETITEM: operator.getitem,
        syntax.SLICE: slice,
        **attribute_hooks(read, write, plans),
        **item_hooks(read, write, plans),
    }


def _fatal(is_fatal: Callable[[BaseException], bool]) -> Callable[[], object]:
    def fatal() -> object:
        error = sys.exception()
        return BaseException if error is not None and is_fatal(error) else ()

    return fatal
