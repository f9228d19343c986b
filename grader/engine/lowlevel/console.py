"""Standard output and error, and the keyboard, of a world's program."""

from __future__ import annotations

import io
import operator
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from grader.engine.carrier import current_task

_DEBUGGERS = "pdb", "cmd", "bdb"


def is_debugger() -> bool:
    """Whether the function that calls was called by a debugger, which talks to a real person."""
    return sys._getframe(2).f_globals.get("__name__") in _DEBUGGERS


@contextmanager
def real_console() -> Iterator[None]:
    """Give the process's own streams to a debugger, while the world stands still."""
    streams = sys.stdin, sys.stdout
    sys.stdin, sys.stdout = sys.__stdin__, sys.__stdout__
    try:
        yield
    finally:
        sys.stdin, sys.stdout = streams


class WorldStream(io.TextIOBase):
    """Stands in for `sys.stdout` or `sys.stderr`: a task's text goes into its world's trace.

    What any other thread writes goes to the real stream.
    """

    def __init__(self, real: Any, *, error: bool, echo: bool) -> None:
        super().__init__()
        self.real, self.error, self.echo = real, error, echo

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The real stream's."""
        return getattr(self.real, "encoding", None) or "utf-8"

    @property
    def errors(self) -> str:  # type: ignore[override]
        """The real stream's."""
        return getattr(self.real, "errors", None) or "strict"

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, text: str) -> int:
        """Record the text, with its thread and virtual time."""
        task = current_task()
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if task is None:
            self.real.write(text)
            return len(text)
        if is_debugger():
            return sys.__stdout__.write(text) if sys.__stdout__ else 0
        kernel = task.kernel
        if kernel.preemptive and text != "\n":  # which `print` writes on its own
            shown = (kernel.trace, "output")
            if len(kernel.tasks) > 1:
                kernel.point((shown, "write"))
            kernel.accessed(task, shown, "show")
        kernel.trace.write(text, task.name, kernel.clock.now, error=self.error)
        if self.echo and not kernel.trace.closed:
            self.real.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush the real stream, if the text goes there."""
        if current_task() is None or self.echo:
            self.real.flush()

    def __del__(self) -> None:
        """Leave the real stream open; the base class would close."""

    def isatty(self) -> bool:
        """Whether the real stream is a terminal, to which the text goes too."""
        return self.echo and bool(self.real.isatty())

    def fileno(self) -> int:
        """The real stream's, where the text goes there too."""
        if self.echo or current_task() is None:
            return int(self.real.fileno())
        raise io.UnsupportedOperation("fileno")


class WorldInput(io.TextIOBase):
    """Stands in for `sys.stdin`: a task reads what is typed on its world's keyboard."""

    def __init__(self, real: Any) -> None:
        super().__init__()
        self.real = real

    def readable(self) -> bool:
        """True."""
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return the next line that is typed, with its newline; an empty text when none will be."""
        task = current_task()
        if task is None:
            return str(self.real.readline(-1 if size is None else size))
        try:
            return f"{task.kernel.keyboard.read()}\n"
        except EOFError:
            return ""

    def read(self, size: int | None = -1, /) -> str:
        """Return all that is typed until the end; for a task, `size` is ignored."""
        if current_task() is None:
            return str(self.real.read(-1 if size is None else size))
        return "".join(iter(self.readline, ""))

    def isatty(self) -> bool:
        """False: nobody sees what is typed."""
        return False

    def fileno(self) -> int:
        """For threads outside of any world the real stream's."""
        if current_task() is None:
            return int(self.real.fileno())
        raise io.UnsupportedOperation("fileno")

    def __del__(self) -> None:
        """Leave the real stream open; the base class would close."""


class Consoles:
    """Makes the streams of a world's program; the same again for the same real ones."""

    def __init__(self) -> None:
        self._real: tuple[Any, ...] = ()
        self._made: tuple[Any, Any, Any] = None, None, None

    def of(self, real: tuple[Any, Any, Any], *, echo: bool) -> tuple[Any, Any, Any]:
        """Return what stands in for `sys.stdout`, `sys.stderr` and `sys.stdin`."""
        key = (*real, echo)
        if len(self._real) == 4 and all(map(operator.is_, key, self._real)):
            return self._made
        output, errors, typed = real
        self._real = key
        self._made = (
            WorldStream(output, error=False, echo=echo),
            None if errors is None else WorldStream(errors, error=True, echo=echo),
            WorldInput(typed),
        )
        return self._made
