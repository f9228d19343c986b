"""Names a wait() under an `if`: who was woken goes on, and what it has waited for may not hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.engine.story import Event
from grader.rationale.accesses import function_of, is_same, is_test
from grader.rationale.cause import Cause, at
from grader.rationale.scene import conditions_around, loop_around


def waits_once(tree: ast.Module) -> bool:
    """Whether a wait() stands in no loop of its function: then more must be known of a run."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "wait"
        for node in _outside_of_loops(tree)
    )


def _outside_of_loops(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.While | ast.For):
            yield node
            yield from _outside_of_loops(node)


def woken_once(events: Sequence[Event], victim: str = "") -> Iterator[Cause]:
    """Threads that were woken and went on with what they had tested, without testing it again.

    That did harm if another thread has changed it in between, or if it was the last thing that a
    `victim` touched before it died.
    """
    for index, woken in enumerate(events):
        if woken.kind != "woken" or victim not in ("", woken.thread):
            continue
        tested = _tested(events[:index], woken)
        after = [e for e in events[index:] if e.number == woken.number and _concerns(e, tested)]
        if not after or is_test(after[0]) or function_of(after[0]) != function_of(woken):
            continue
        faster = _faster(events[:index], woken, tested)
        if not (faster if not victim else after[-1] is _last(events, woken.number)):
            continue
        found = "another may have been faster"
        if faster is not None:
            found = f"{faster.thread} had changed {faster.name}{at(faster.place)} by then"
        yield Cause(
            "`if` where it must be `while`",
            f"{woken.thread} was woken from {woken.name}.wait(){at(woken.place)}, and went on "
            f"without looking again: {found}.",
            "Put the wait() into a `while` loop that tests what it waits for, or use wait_for().",
            frozenset({woken.key, after[-1].key}),
        )


def _tested(before: Sequence[Event], woken: Event) -> list[Event]:
    """What a thread has read in the tests around its wait(); nothing if a loop tests again."""
    place = woken.place
    if place is None or loop_around(place) is not None:
        return []
    lines = conditions_around(place)
    return [
        event
        for event in before
        if event.number == woken.number and event.kind == "read" and event.place is not None
        if event.place.file == place.file and event.place.line in lines
    ]


def _concerns(event: Event, tested: Sequence[Event]) -> bool:
    return event.kind in ("read", "write") and any(is_same(event, each) for each in tested)


def _last(events: Sequence[Event], number: int) -> Event:
    mine = (e for e in reversed(events) if e.number == number and e.kind in ("read", "write"))
    return next(mine)


def _faster(before: Sequence[Event], woken: Event, tested: Sequence[Event]) -> Event | None:
    """What another thread has changed between the wake-up and the moment at which it went on.

    Who wakes others may change it, too, as long as it has not given the lock back.
    """
    mine = [i for i, e in enumerate(before) if e.number == woken.number and e.kind == "wait"]
    waker: Event | None = None
    is_free = False
    found = None
    for event in before[mine[-1] :] if mine else ():
        if waker is None:
            waker = event if event.kind == "notify" and event.key == woken.key else None
        elif event.number == waker.number and event.kind == "release" and event.key == woken.key:
            is_free = True
        elif event.kind == "write" and event.number != woken.number and _concerns(event, tested):
            found = event if is_free or event.number != waker.number else found
    return found
