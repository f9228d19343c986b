"""The run-time side: the functions that instrumented code calls, made for one observer."""

from __future__ import annotations

import sys
from collections.abc import Callable, MutableMapping
from typing import Any

from grader.engine.instrument.always import FATAL, LOOP
from grader.engine.instrument.observer import Observer


def bind(observer: Observer, namespace: MutableMapping[str, Any]) -> None:
    """Let the code that runs in `namespace`, a module's globals, report to `observer`.

    Call it before an instrumented code object is executed there.
    """
    namespace[LOOP] = observer.loop
    namespace[FATAL] = _fatal(observer.is_fatal)


def _fatal(is_fatal: Callable[[BaseException], bool]) -> Callable[[], object]:
    def fatal() -> object:
        error = sys.exception()
        return BaseException if error is not None and is_fatal(error) else ()

    return fatal
