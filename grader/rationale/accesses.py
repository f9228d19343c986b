"""What can be said of a single access to data: its value, its locks, its line.

Has the words that all causes of wrong values share. Finds none itself.
"""

from __future__ import annotations

import ast

from grader.engine.findings import Place
from grader.engine.story import Event
from grader.rationale.cause import listed
from grader.rationale.scene import statement


def advice(read: Event, write: Event, act: Event) -> str:
    """Say which lock must be held when, for one to read, another to write, the first to act."""
    mine, theirs = set(read.locks), set(write.locks)
    if mine & theirs and not mine & theirs & set(act.locks):
        return (
            f"{locks_of(read)} is given back in between: hold it from the reading to the last step."
        )
    if mine & theirs:
        return "The lock is given back in between: hold it from the reading to the last step."
    if mine and theirs and not (read.held or write.held):
        return "Each holds a lock, but not the same one: make one lock, once, for all threads."
    if mine and theirs:
        return (
            f"Both hold a lock, but not the same one: {read.thread} {locks_of(read)}, "
            f"{write.thread} {locks_of(write)}."
        )
    if mine or theirs:
        one, other = (read, write) if mine else (write, read)
        return (
            f"{one.thread} holds {locks_of(one)}, and {other.thread} holds no lock: both must hold "
            "the same one, from the reading to the last step."
        )
    if set(act.locks):
        return (
            f"{read.thread} takes {locks_of(act)} only after it has looked: hold it from the "
            "reading to the last step."
        )
    return "No lock is held: hold one lock from the reading to the writing, in every thread."


def locks_of(event: Event) -> str:
    """Name the locks that a thread held."""
    return listed(event.held) if event.held else "a lock"


def value_of(event: Event) -> str:
    """Say which value was read or written, to follow the name: " = 3"; or nothing."""
    if event.value == "nothing":
        return ", which was not there,"
    return f" = {event.value}" if event.value else ""


def made_of(event: Event) -> str:
    """Say what something was changed to: " to 3"; or nothing."""
    return f" to {event.value}" if event.value else ""


def is_same(one: Event, other: Event) -> bool:
    """Whether two accesses touch the same; a container as a whole touches all that is in it."""
    return one.key == other.key or (one.key[0] == other.key[0] and (one.whole or other.whole))


def line_of(event: Event) -> tuple[str, int] | None:
    """Return the file and the line of an access."""
    return (event.place.file, event.place.line) if event.place else None


def function_of(event: Event) -> str:
    """Return the name of the function that an access is in."""
    return event.place.function if event.place else ""


def _statement(place: Place | None) -> ast.stmt | None:
    return statement(place.file, place.line) if place else None


def is_test(event: Event) -> bool:
    """Whether the line that reads decides something: an `if`, a `while`, a comprehension's `if`."""
    found = _statement(event.place)
    if isinstance(found, ast.Assign):
        return any(isinstance(node, ast.comprehension) and node.ifs for node in ast.walk(found))
    return isinstance(found, ast.If | ast.While)


def is_loop(event: Event) -> bool:
    """Whether the line that reads is the head of a `while`."""
    return isinstance(_statement(event.place), ast.While)
