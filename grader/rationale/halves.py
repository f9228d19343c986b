"""Names what belongs together and was torn apart: half of a change, a value read before a gap."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence

from grader.engine.story import Event
from grader.rationale.accesses import function_of, locks_of, made_of, value_of
from grader.rationale.cause import Cause, at
from grader.rationale.scene import function_around, statement


def halves(data: Sequence[Event], victim: str) -> Iterator[Cause]:
    """A reader that sees one of two writes of a thread, and not the other."""
    for first, second in _pairs(data, "write"):
        writes = data.index(first), data.index(second)
        for one, two in _pairs(data, "read"):
            if one.number == first.number or not one.number or victim not in ("", one.thread):
                continue
            if {first.key, second.key} != {one.key, two.key}:
                continue
            reads = data.index(one), data.index(two)
            by_key = {one.key: (one, reads[0]), two.key: (two, reads[1])}
            (seen_first, at_first), (seen_second, at_second) = by_key[first.key], by_key[second.key]
            new_old = writes[0] < at_first and at_second < writes[1]
            old_new = at_first < writes[0] and writes[1] < at_second
            if not (new_old or old_new) or _wrote(data, one.number, by_key):
                continue
            if new_old and not (writes[0] < at_second or reads[0] > writes[0]):
                continue
            new, old = (seen_first, seen_second) if new_old else (seen_second, seen_first)
            yield Cause(
                "half of a change",
                f"{first.thread} writes {first.name}{at(first.place)} and {second.name}"
                f"{at(second.place)}. {one.thread} read {new.name}{value_of(new)}{at(new.place)} "
                f"after the change, and {old.name}{value_of(old)}{at(old.place)} before it.",
                "Hold one lock over both writes, and the same one over both reads.",
                frozenset(by_key),
            )
            return


def _pairs(data: Sequence[Event], kind: str) -> Iterator[tuple[Event, Event]]:
    """Two accesses of one thread in one function, one after the other, to different things."""
    last: dict[int, list[Event]] = {}
    for event in data:
        if event.kind != kind or event.whole or not event.value or event.value[0] == "<":
            continue
        for before in last.get(event.number, []):
            if before.key != event.key and function_of(before) == function_of(event):
                yield before, event
        last[event.number] = [*last.get(event.number, []), event][-3:]


def _wrote(data: Sequence[Event], number: int, keys: Collection[tuple[int, str]]) -> bool:
    return any(e.number == number and e.kind == "write" and e.key in keys for e in data)


def halves_of_a_container(data: Sequence[Event], victim: str) -> Iterator[Cause]:
    """A reader that looks into a container between two changes of a thread in one function."""
    for index, look in enumerate(data):
        if not look.whole or look.kind != "read" or not look.number:
            continue
        if victim not in ("", look.thread):
            continue
        first = next((e for e in reversed(data[:index]) if _is_part(e, look)), None)
        second = next((e for e in data[index:] if _is_part(e, look)), None)
        if first is None or second is None or first.number != second.number:
            continue
        if first.key == second.key or function_of(first) != function_of(second):
            continue
        shared = set(first.locks) & set(second.locks) & set(look.locks)
        yield Cause(
            "half of a change",
            f"{first.thread} changed {first.name}{made_of(first)}{at(first.place)} and "
            f"{second.name}{made_of(second)}{at(second.place)}. {look.thread} looked into all of "
            f"{look.name}{at(look.place)} after the one, and before the other.",
            f"{locks_of(look)} is given back between the two changes: hold it over both."
            if shared
            else "Hold one lock over both changes, and the same one over the reading.",
            frozenset({look.key}),
        )


def _is_part(event: Event, look: Event) -> bool:
    """Whether another thread changes one item of what is looked into."""
    same = event.key[0] == look.key[0] and event.number != look.number
    return same and event.kind == "write" and not event.whole


def kept_over_a_gap(
    events: Sequence[Event], overtaken: Iterable[tuple[Event, Event, int]]
) -> Iterator[Cause]:
    """What was read under a lock, and is used when the lock was given back and taken once more."""
    for read, write, _ in overtaken:
        name = _variable(read)
        after = next(index for index, event in enumerate(events) if event is write)
        again = next((e for e in events[after:] if _takes_again(e, read)), None)
        if not name or again is None or not _uses(name, read, again):
            continue
        yield Cause(
            "check-then-act",
            f"{read.thread} read {read.name}{value_of(read)}{at(read.place)}, gave "
            f"{again.name} back, took it again{at(again.place)}, and went on with `{name}`. In "
            f"between, {write.thread} had changed {write.name}{at(write.place)}.",
            "What was read under a lock may be old as soon as the lock is given back: change what "
            "nobody else shall take before you give it back.",
            frozenset({read.key, write.key, again.key}),
        )


def _variable(read: Event) -> str:
    """The variable that the line of a read assigns; empty if it assigns none, or more."""
    found = statement(read.place.file, read.place.line) if read.place and read.locks else None
    match found:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return ""


def _takes_again(event: Event, read: Event) -> bool:
    same = event.number == read.number and function_of(event) == function_of(read)
    taken = event.kind == "acquire" and event.name in read.held
    return same and taken and (event.place.line if event.place else 0) > _line(read)


def _line(event: Event) -> int:
    return event.place.line if event.place else 0


def _uses(name: str, read: Event, again: Event) -> bool:
    """Whether a function uses a variable after it took a lock again, and has not changed it."""
    function = function_around(read.place.file, _line(read)) if read.place else None
    later = [
        node
        for node in (ast.walk(function) if function else ())
        if isinstance(node, ast.Name) and node.id == name and node.lineno > _line(read)
    ]
    is_changed = any(isinstance(node.ctx, ast.Store) for node in later)
    return not is_changed and any(node.lineno >= _line(again) for node in later)
