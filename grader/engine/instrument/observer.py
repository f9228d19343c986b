"""What instrumented code tells the engine: the protocol between the two. No behaviour."""

from __future__ import annotations

from typing import Literal, Protocol

Kind = Literal["attribute", "item", "container", "global", "closure"]
"""What is read or written, and so what `owner` and `name` are:

- attribute: the attribute `name` of the object `owner`, or of the class `owner` if the value lives
  there (`self.count` may be `Counter.count`). Methods, properties and modules are no data.
- item: the item with the key `name` of the built-in container `owner`. Keys are strings, numbers,
  bytes, None, tuples of these, objects that compare by identity; and indexes of a list from its
  start.
- container: `owner` as a whole: its length, its order, an iteration step, a slice, a key that is
  none of those above, a method such as `append`. `name` is None. `owner` may also be an iterator,
  or an object of another type written in C (an array, a StringIO).
- global: the variable `name` of the module whose `__dict__` is `owner`.
- closure: the variable `name` of a function, shared with a function inside it; `owner` is its cell.

Two accesses meet if their owners are identical and their names equal, or one of them is a
"container" (which meets every "item" of its owner).
"""

Place = tuple[str, int, int]
"""File name, line, and column (in UTF-8 bytes, from 0) of an access."""


class Observer(Protocol):
    """Learns what the student's code is about to do.

    All methods are called in the task whose code it is, and each may hand the baton to another
    task. `read` and `write` return right before the access: nothing else of the student's happens
    in between (but C code does what it does in one step, and an operator may call a method of the
    student's own). So if a method looks at the value as its last act (see `peek`), that is the
    value read; what was written can be looked at when any task next reaches the engine.

    An access that fails (`AttributeError`, `KeyError`) is reported like any other. `x += 1` is a
    read and a write. A lock's `acquire` and the like are none: the engine sees them itself; but
    reading `self.lock` is.
    """

    def loop(self, line: int, /) -> None:
        """A loop whose header is in `line` begins another turn.

        Called for each `while`, and for each `for` that might not end; also without points.
        """

    def is_fatal(self, error: BaseException, /) -> bool:
        """Whether no handler of the student's may catch `error`: the engine's own, a timeout's.

        Asked when an exception reaches `except:`, `except BaseException` or a handler that could
        be one; also without points.
        """

    def read(self, kind: Kind, owner: object, name: object, place: Place, /) -> None:
        """The code is about to read."""

    def write(self, kind: Kind, owner: object, name: object, place: Place, /) -> None:
        """The code is about to write, delete, or read and write in one step."""
