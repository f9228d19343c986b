"""What is known by name of builtins, of containers' methods and of the library's functions."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


READING = _words(
    "len sum min max sorted list tuple set frozenset dict any all str repr print bytes bytearray "
    "format reversed iter"
)
"""Builtins that read the containers they are given, in one step."""
ITERATING = _words("enumerate zip map filter")
"""Builtins that read them bit by bit."""
WRITING = _words(
    "heappush heappop heapify heappushpop heapreplace insort insort_left insort_right shuffle"
)
"""Functions of the library that change the container they are given first."""
DYNAMIC = {"getattr": "read", "hasattr": "read", "setattr": "write", "delattr": "write"}
"""Builtins that are an attribute access."""
TOUCHING = (
    WRITING
    | DYNAMIC.keys()
    | _words(
        "next nlargest nsmallest bisect bisect_left bisect_right choice sample copy deepcopy dumps "
        "mean fsum reduce chain"
    )
)
"""Functions, builtin or imported, whose arguments are looked at when they are called."""
KEYED = _words("get pop setdefault add discard remove")
"""Methods that, of some containers, concern only the item that their first argument names."""
READERS = _words(
    "copy count index get keys values items union intersection difference symmetric_difference "
    "issubset issuperset isdisjoint most_common elements total find rfind startswith endswith "
    "split rsplit join hex decode tolist tobytes getvalue __len__ __contains__ __iter__ "
    "__getitem__ __reversed__ __eq__ __repr__"
)
"""Methods that only read the container they belong to."""
WITHOUT_DATA = _words(
    "_thread _queue threading queue concurrent _contextvars datetime zoneinfo decimal _decimal re "
    "time enum types functools weakref _weakref _asyncio _socket select grader"
)
"""Modules whose types never change, or are the engine's own affair."""
SEES_LOCALS = _words("locals vars dir eval exec")
"""Builtins that could show our temporary variables."""
STARTING = _words("start submit map start_new_thread")
"""Methods after which another thread may run."""
