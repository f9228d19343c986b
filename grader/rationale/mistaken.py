"""Names waits that are mistaken: for another object, before its turn, or without the limit given.

Says only what the waiting threads, the source and the story of the execution show for certain.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.engine.findings import Place, Waiter
from grader.engine.story import Event
from grader.rationale.cause import Cause, at, last_name, plain_name
from grader.rationale.scene import (
    calls_in,
    function_around,
    own_nodes,
    statement,
    statements_after,
)


def causes_of_mistakes(waiters: Sequence[Waiter], events: Sequence[Event]) -> Iterator[Cause]:
    """The mistaken waits among those that never end, the most telling one first."""
    for waiter in waiters:
        yield from _without_limit(waiter)
    for waiter in waiters:
        yield from _too_late(waiter, waiters, events)
        yield from _for_itself(waiter, events)
    for waiter in waiters:
        yield from _another(waiter, waiters, events)


# -- a timeout that is not used --------------------------------------------------------------------

_PASSED_ON = {
    "the event": "wait(timeout)",
    "the condition": "wait(timeout) or wait_for(..., timeout)",
    "the semaphore": "acquire(timeout=timeout)",
    "an item": "get(timeout=timeout)",
    "room": "put(..., timeout=timeout)",
    "the thread": "join(timeout)",
    "the result": "result(timeout)",
}


def _without_limit(waiter: Waiter) -> Iterator[Cause]:
    """The function has a `timeout`, and the wait in it has none."""
    how = next((call for what, call in _PASSED_ON.items() if waiter.waits_for.startswith(what)), "")
    place = waiter.place
    if waiter.timeout is None or waiter.until is not None or place is None or not how:
        return
    function = function_around(place.file, place.line)
    waiting = statement(place.file, place.line)
    if function is None or waiting is None or _assigns(function, "timeout"):
        return
    if any(isinstance(n, ast.Name) and n.id == "timeout" for n in _head(waiting)):
        return
    yield Cause(
        "a timeout that is not used",
        f"in {function.name}() timeout is {waiter.timeout:g}, but {waiter.thread} waits for "
        f"{waiter.waits_for}{at(place)} without a limit.",
        f"Pass it on: {how}.",
        frozenset({(waiter.target, "")}),
    )


def _head(waiting: ast.stmt) -> Iterator[ast.AST]:
    """What stands in a statement, in a compound one before its colon."""
    match waiting:
        case ast.If(test=head) | ast.While(test=head):
            yield from ast.walk(head)
        case ast.With(items=items):
            yield from (node for item in items for node in ast.walk(item))
        case _:
            yield from ast.walk(waiting)


def _assigns(function: ast.FunctionDef, name: str) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
        for node in ast.walk(function)
    )


# -- first the wait, then what would end it --------------------------------------------------------

_ENDS = {
    "the event": {"set"},
    "the condition": {"notify", "notify_all"},
    "the semaphore": {"release"},
    "an item in the queue": {"put", "put_nowait"},
    "room in the queue": {"get", "get_nowait"},
}


def _too_late(
    waiter: Waiter, waiters: Sequence[Waiter], events: Sequence[Event]
) -> Iterator[Cause]:
    """A thread joins another one before it does what that one waits for."""
    joined = [each for each in waiters if each.thread == waiter.held_by]
    if not waiter.waits_for.startswith("the thread") or len(joined) != 1:
        return
    other = joined[0]
    calls = next((names for what, names in _ENDS.items() if other.waits_for.startswith(what)), None)
    was_set = any(e.kind == "set" and e.key[0] == other.target for e in events)
    if calls is None or was_set:
        return
    call = _comes_later(waiter, other.target, calls, 0)
    if call is not None:
        said = f"{ast.unparse(call.func)}()"
        yield Cause(
            "the wrong way round",
            f"{waiter.thread} waits for {waiter.waits_for}{at(waiter.place)}, and comes to {said} "
            f"in line {call.lineno} only after that; but {other.thread} waits for "
            f"{other.waits_for}.",
            f"Call {said} first, and wait for the end of the thread after that.",
            frozenset({(other.target, "")}),
        )


def _for_itself(waiter: Waiter, events: Sequence[Event]) -> Iterator[Cause]:
    """A thread waits for an event that a function sets which called the one that waits.

    Where the same function waits and sets, it may well mean another event each time.
    """
    was_set = any(e.kind == "set" and e.key[0] == waiter.target for e in events)
    if not waiter.waits_for.startswith("the event") or waiter.until is not None or was_set:
        return
    call = _comes_later(waiter, waiter.target, {"set"}, 1)
    if call is not None:
        yield Cause(
            "the wrong way round",
            f"{waiter.thread} waits for {waiter.waits_for}{at(waiter.place)}, and comes to "
            f"{ast.unparse(call.func)}() in line {call.lineno} only after that: it waits for "
            "itself.",
            "Let another thread wait for it, or nobody.",
            frozenset({(waiter.target, "")}),
        )


def _comes_later(waiter: Waiter, target: int, methods: set[str], inner: int) -> ast.Call | None:
    """The call of an object's method to which a thread comes only when it need not wait any more.

    Looked for in the functions of the student's file that it is in, the innermost first; so many
    `inner` ones are left out.
    """
    for place in [*dict.fromkeys(place for place, _, _ in waiter.sees)][inner:]:
        if place.file != _file(waiter) or Path(place.file).name.startswith("test_"):
            continue
        names = {name for at, name, tool in waiter.sees if at == place and tool == target}
        call = _call_after(place, names, methods)
        if call is not None:
            return call
    return None


def _called(event: Event) -> str:
    return event.called or plain_name(event.name)


def _file(waiter: Waiter) -> str:
    return waiter.place.file if waiter.place else ""


def _call_after(place: Place, names: set[str], methods: set[str]) -> ast.Call | None:
    """The first call of one of some methods of an object that comes after a line."""
    function = function_around(place.file, place.line)
    after = statements_after(function.body, place.line) if function else ()
    for found in after:
        for node in (found, *own_nodes(found)):
            match node:
                case ast.Call(func=ast.Attribute(value=owner, attr=method)):
                    if method in methods and ast.unparse(owner) in names:
                        return node
    return None


def where_it_stands(waiter: Waiter, events: Sequence[Event]) -> str:
    """Say where the set() stands that was not called for an event; '' if that is unclear."""
    mine = [e for e in events if e.key == (waiter.target, "")]
    if not any(e.kind == "make" for e in mine) or any(e.kind == "set" for e in mine):
        return ""
    name = last_name(mine[0].name)
    calls = [call for call in calls_in(_file(waiter), "set") if last_name(_owner(call)) == name]
    if len(calls) != 1:
        return ""
    return (
        f"{_owner(calls[0])}.set() stands in line {calls[0].lineno}, and was not called for this "
        "event."
    )


def _owner(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[0]


# -- another object of the same kind ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Signal:
    """How an object of a kind is signalled, and heard; and that nobody has done so."""

    kind: str
    signals: str
    hears: str
    nobody: str
    somebody: str
    unheard: str
    advice: str


_SIGNALS = {
    "the event": _Signal(
        "event",
        "set",
        "wait",
        "has set this event",
        "set {}",
        "for which nobody waits",
        "Who waits and who sets must have the same event",
    ),
    "the condition": _Signal(
        "condition",
        "notify",
        "wait",
        "has notified this condition",
        "notified {}",
        "for which nobody waits",
        "Who waits and who notifies must have the same condition",
    ),
    "the semaphore": _Signal(
        "semaphore",
        "release",
        "acquire",
        "has released this semaphore",
        "released {}",
        "which nobody has acquired",
        "Who acquires and who releases must have the same semaphore",
    ),
    "an item in the queue": _Signal(
        "queue",
        "put",
        "get",
        "has put an item into this queue",
        "put one into {}",
        "from which nobody has taken any",
        "Who puts and who gets must have the same queue",
    ),
}


def _another(waiter: Waiter, waiters: Sequence[Waiter], events: Sequence[Event]) -> Iterator[Cause]:
    """Nobody signals what a thread waits for, but another object of that name that nobody heeds."""
    how = next((s for what, s in _SIGNALS.items() if waiter.waits_for.startswith(what)), None)
    mine = [e for e in events if e.key == (waiter.target, "")]
    made = next((e.place for e in mine if e.kind == "make"), None)
    if how is None or made is None or any(e.kind == how.signals for e in mine):
        return
    heeded = {e.key for e in events if e.kind == how.hears}
    heeded |= {(each.target, "") for each in waiters}
    others: dict[tuple[int, str], Event] = {}
    for event in events:
        tool = event.tool
        if event.kind != how.signals or tool is None or tool.kind != how.kind or tool.asked:
            continue
        if event.key not in heeded and tool.made not in (None, made):
            others[event.key] = event
    said = waiter.waits_for.removesuffix(" to become true").rpartition(" ")[2]
    names = {last_name(each) for each in (said, *(e.called for e in mine)) if each}
    alike = [e for e in others.values() if last_name(_called(e)) in names]
    if len(alike) != 1:
        return
    other = alike[0]
    assert other.tool is not None
    yield Cause(
        f"the wrong {how.kind}",
        f"{waiter.thread} waits for {waiter.waits_for}{at(waiter.place)}. Nobody {how.nobody}: "
        f"{other.thread} {how.somebody.format(_called(other))}{at(other.place)}, and that is "
        f"another one, {how.unheard}. The one that is waited for was made{at(made)}, the other "
        f"one{at(other.tool.made)}.",
        f"{how.advice}: make it once, and hand it to both.",
        frozenset({(waiter.target, ""), other.key}),
    )
