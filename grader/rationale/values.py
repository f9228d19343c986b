"""Names why values came out wrong: a lost update, a check that was old, half of a change.

Looks for what one thread did with a value between two steps of another; knows no locks' waits.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from grader.engine.findings import Place
from grader.engine.story import Event
from grader.rationale.cause import Cause, at, listed
from grader.rationale.scene import loop_around, statement


def causes_of_values(events: Sequence[Event], victim: str = "") -> Iterator[Cause]:
    """The causes of a wrong value, the most telling one first. `victim` is a thread that died.

    What happened after its death can't be the cause of that, but for what came too late.
    """
    yield from _asked_a_queue(events, victim)
    every = [event for event in events if event.kind in ("read", "write")]
    last = max((i for i, event in enumerate(events) if event.thread == victim), default=None)
    events = events if last is None else events[: last + 1]
    data = [event for event in events if event.kind in ("read", "write")]
    torn = list(_torn(data))
    yield from _woken_once(events, victim)
    yield from _looked_under_a_lock(data)
    yield from _lost_updates(data, same_line=True)
    yield from (cause for alone, cause in torn if alone)
    yield from _lost_updates(data, same_line=False)
    yield from _half(every, victim)
    yield from (cause for _, cause in torn)
    yield from _released_too_often(events)
    yield from _overwritten(data)
    yield from _two_looks(data, victim)
    yield from _too_early(every, victim)


# -- read, overtaken, written ------------------------------------------------------------------


def _overtaken(data: Sequence[Event]) -> Iterator[tuple[Event, Event, int]]:
    """Reads, each with another thread's later write of the same, and where that write is."""
    for index, write in enumerate(data):
        if write.kind == "write":
            for read in _stale_readers(data[:index], write):
                yield read, write, index


def _stale_readers(before: Sequence[Event], write: Event) -> Iterator[Event]:
    """The last read of each other thread of what is written now, if it has not written it since."""
    last: dict[int, Event] = {}
    for event in before:
        same = event.key == write.key or (write.whole and event.key[0] == write.key[0])
        if same and event.number != write.number:
            last[event.number] = event
    return (event for event in last.values() if event.kind == "read" and event.number)


def _next(data: Sequence[Event], read: Event) -> Event | None:
    """What the reader does next with what it has read."""
    return next((e for e in data if e.number == read.number and _is_same(e, read)), None)


def _is_same(one: Event, other: Event) -> bool:
    """Whether two accesses touch the same; a container as a whole touches all that is in it."""
    return one.key == other.key or (one.key[0] == other.key[0] and (one.whole or other.whole))


def _lost_updates(data: Sequence[Event], *, same_line: bool) -> Iterator[Cause]:
    for read, write, index in _overtaken(data):
        act = _next(data[index + 1 :], read)
        if act is None or act.kind != "write" or write.whole:
            continue
        if not same_line and _is_test(read):
            continue  # that is check-then-act
        if same_line == (_line(act) == _line(read)):
            yield _lost_update(read, write, act, data[:index])


def _lost_update(read: Event, write: Event, act: Event, before: Sequence[Event]) -> Cause:
    theirs = [e for e in before if e.number == write.number and e.key == write.key]
    both = bool(theirs) and theirs[-1].kind == "read" and theirs[-1].value == read.value
    text = (
        f"{read.thread} read {read.name}{_value(read)}{at(read.place)}, then {write.thread} wrote "
        f"it{_value(write)}, then {read.thread} wrote what it had made of the old value: "
        f"what {write.thread} did is lost."
    )
    if both and read.value:
        where = at(read.place)
        text = (
            f"{read.thread} and {write.thread} both read {read.name} = {read.value}{where} before "
            "either wrote it: one of the two changes is lost."
        )
    return Cause("lost update", text, _advice(read, write, act), frozenset({read.key}))


def _torn(data: Sequence[Event]) -> Iterator[tuple[bool, Cause]]:
    """Checks that were old when they were acted on; and whether no lock kept the two apart."""
    for read, write, index in _overtaken(data):
        act = next((e for e in data[index + 1 :] if e.number == read.number), None)
        if act is None or not _is_test(read) or _is_same_look(read, act):
            continue
        later = _next(data[index + 1 :], read) or act
        together = set(read.locks) & set(write.locks)
        if later.kind == "read" and together & set(later.locks):
            continue  # it looks again, under the lock: it knows that things change
        yield not together, _check_then_act(read, write, later)


def _is_same_look(read: Event, act: Event) -> bool:
    """Whether a loop simply looks again, as it should."""
    return act.kind == "read" and act.key == read.key and _line(act) == _line(read)


def _check_then_act(read: Event, write: Event, act: Event) -> Cause:
    return Cause(
        "check-then-act",
        f"{read.thread} looked at {read.name}{_value(read)}{at(read.place)}. Before it acted on "
        f"that{at(act.place)}, {write.thread} changed it{_made(write)}{at(write.place)}.",
        _advice(read, write, act),
        frozenset({read.key, write.key}),
    )


def _two_looks(data: Sequence[Event], victim: str) -> Iterator[Cause]:
    """A thread reads the same twice, as if nothing could happen in between."""
    for read, write, index in _overtaken(data):
        again = _next(data[index + 1 :], read)
        if again is None or _is_loop(read) or (write.whole and read.thread != victim):
            continue
        yield Cause(
            "check-then-act",
            f"{read.thread} read {read.name}{_value(read)}{at(read.place)}. Before it came back "
            f"to it{at(again.place)}, {write.thread} changed it{_made(write)}{at(write.place)}.",
            _advice(read, write, again),
            frozenset({read.key, write.key}),
        )


def _looked_under_a_lock(data: Sequence[Event]) -> Iterator[Cause]:
    """The lock was held for the look, and given back before the change."""
    for read, write, index in _overtaken(data):
        later = (e for e in data[index + 1 :] if e.number == read.number and e.key == read.key)
        act = next((e for e in later if e.kind == "write"), None)
        if act is None:
            continue
        mine = [
            e for e in data[: data.index(read)] if e.key == read.key and e.number == read.number
        ]
        look = mine[-1] if mine else read
        if look.kind == "read" and look.locks and not act.locks:
            yield Cause(
                "check-then-act",
                f"{look.thread} looked at {look.name}{_value(look)}{at(look.place)}, while it held "
                f"{_locks(look)}. Before it changed it{at(act.place)}, {write.thread} changed "
                f"it{_made(write)}{at(write.place)}.",
                f"{_locks(look)} is given back in between: hold it from the look to the change.",
                frozenset({look.key}),
            )


def _woken_once(events: Sequence[Event], victim: str) -> Iterator[Cause]:
    """A thread that died after a wait() which stands in no loop: it was woken, and went on."""
    waits = [e for e in events if e.thread == victim and e.kind == "wait"]
    if victim and waits and waits[-1].place and loop_around(waits[-1].place) is None:
        wait = waits[-1]
        yield Cause(
            "`if` where it must be `while`",
            f"{wait.thread} was woken from {wait.name}.wait(){at(wait.place)}, and went on without "
            "looking again: when it runs, another may have been faster.",
            "Put the wait() into a `while` loop that tests what it waits for, or use wait_for().",
            frozenset({wait.key}),
        )


def _asked_a_queue(events: Sequence[Event], victim: str) -> Iterator[Cause]:
    """`if not jobs.empty(): jobs.get_nowait()`, and another got the item in between."""
    for index, ask in enumerate(events):
        if ask.kind != "ask" or ask.thread != victim:
            continue
        rest = [e for e in events[index + 1 :] if e.key == ask.key]
        own = next((i for i, e in enumerate(rest) if e.number == ask.number), len(rest))
        for get in rest[:own]:
            if get.kind == "get":
                yield Cause(
                    "check-then-act",
                    f"{ask.thread} asked {ask.name}.empty(){at(ask.place)}. Before it acted on "
                    f"the answer, {get.thread} took an item out{at(get.place)}.",
                    "Don't ask before: call get_nowait() and catch queue.Empty.",
                    frozenset({ask.key}),
                )


# -- what belongs together -----------------------------------------------------------------------


def _half(data: Sequence[Event], victim: str) -> Iterator[Cause]:
    """A reader that sees one of two writes of a thread, and not the other."""
    for first, second in _pairs(data, "write"):
        writes = data.index(first), data.index(second)
        for one, two in _pairs(data, "read"):
            if one.number == first.number or not one.number or victim not in ("", one.thread):
                continue
            reads = data.index(one), data.index(two)
            by_key = {one.key: (one, reads[0]), two.key: (two, reads[1])}
            if {first.key, second.key} != by_key.keys():
                continue
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
                f"{at(second.place)}. {one.thread} read {new.name}{_value(new)}{at(new.place)} "
                f"after the change, and {old.name}{_value(old)}{at(old.place)} before it.",
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
            if before.key != event.key and _function(before) == _function(event):
                yield before, event
        last[event.number] = [*last.get(event.number, []), event][-3:]


def _wrote(data: Sequence[Event], number: int, keys: Collection[tuple[int, str]]) -> bool:
    return any(e.number == number and e.kind == "write" and e.key in keys for e in data)


def _overwritten(data: Sequence[Event]) -> Iterator[Cause]:
    """Two threads use one variable: what one has put there, the other replaces."""
    for index, write in enumerate(data):
        if write.kind != "write" or not write.number or write.whole:
            continue
        before = [e for e in data[:index] if e.key == write.key and e.kind == "write"]
        if not before or before[-1].number == write.number or not before[-1].number:
            continue
        mine = before[-1]
        read = next((e for e in data[index + 1 :] if _follows(e, mine)), None)
        if read is None or read.kind != "read" or _function(read) != _function(mine):
            continue
        if _is_test(read):  # a look at what others have made of it is no mistake
            continue
        yield Cause(
            "one variable for two threads",
            f"{mine.thread} and {write.thread} both use {mine.name}: {mine.thread} wrote "
            f"it{_value(mine)}{at(mine.place)}, {write.thread} overwrote it{_value(write)}"
            f"{at(write.place)}, and then {mine.thread} read it{at(read.place)}.",
            _own_variable(mine, write, read),
            frozenset({mine.key}),
        )


def _follows(event: Event, mine: Event) -> bool:
    return event.key == mine.key and event.number == mine.number


def _own_variable(mine: Event, write: Event, read: Event) -> str:
    if mine.locks and write.locks:
        return _advice(mine, write, read)
    return (
        "Give each thread a variable of its own (a local one, or a threading.local()), or hold "
        "one lock from the writing to the reading."
    )


def _released_too_often(events: Sequence[Event]) -> Iterator[Cause]:
    """A thread that gives a semaphore's place back without having taken one."""
    places: dict[tuple[tuple[int, str], int], int] = {}
    for event in events:
        if event.kind not in ("acquire", "release") or not event.of_semaphore:
            continue
        balance = places.get((event.key, event.number), 0)
        places[event.key, event.number] = balance + (1 if event.kind == "acquire" else -1)
        if event.kind == "release" and balance == 0 and event.number:
            yield Cause(
                "a place returned that was not taken",
                f"{event.thread} released the semaphore {event.name}{at(event.place)} without "
                "having acquired it: one more than planned gets in.",
                "Release only what you have acquired; a BoundedSemaphore raises ValueError if "
                "it gets more places than it began with.",
                frozenset({event.key}),
            )


def _too_early(data: Sequence[Event], victim: str) -> Iterator[Cause]:
    """A thread reads what another writes only afterwards, or never again looks at."""
    for index, write in enumerate(data):
        if write.kind != "write" or not write.number or (write.whole and not victim):
            continue
        earlier = [e for e in data[:index] if e.key == write.key and e.number != write.number]
        if earlier and earlier[-1].kind == "read" and earlier[-1].number:
            read = earlier[-1]
            if victim not in ("", read.thread):
                continue
            yield Cause(
                "order violation",
                f"{read.thread} read {read.name}{_value(read)}{at(read.place)} before "
                f"{write.thread} wrote it{_value(write)}{at(write.place)}.",
                f"If it needs what {write.thread} writes, it must wait for that: with join(), an "
                "event, or a queue.",
                frozenset({read.key}),
            )
            return


# -- words -----------------------------------------------------------------------------------------


def _advice(read: Event, write: Event, act: Event) -> str:
    mine, theirs = set(read.locks), set(write.locks)
    if mine & theirs and not mine & theirs & set(act.locks):
        return (
            f"{_locks(read)} is given back in between: hold it from the reading to the last step."
        )
    if mine & theirs:
        return "The lock is given back in between: hold it from the reading to the last step."
    if mine and theirs and not (read.held or write.held):
        return "Each holds a lock, but not the same one: make one lock, once, for all threads."
    if mine and theirs:
        return (
            f"Both hold a lock, but not the same one: {read.thread} {_locks(read)}, "
            f"{write.thread} {_locks(write)}."
        )
    if mine or theirs:
        one, other = (read, write) if mine else (write, read)
        return (
            f"{one.thread} holds {_locks(one)}, and {other.thread} holds no lock: both must hold "
            "the same one, from the reading to the last step."
        )
    if set(act.locks):
        return (
            f"{read.thread} takes {_locks(act)} only after it has looked: hold it from the "
            "reading to the last step."
        )
    return "No lock is held: hold one lock from the reading to the writing, in every thread."


def _locks(event: Event) -> str:
    return listed(event.held) if event.held else "a lock"


def _value(event: Event) -> str:
    if event.value == "nothing":
        return ", which was not there,"
    return f" = {event.value}" if event.value else ""


def _made(event: Event) -> str:
    return f" to {event.value}" if event.value else ""


def _line(event: Event) -> tuple[str, int] | None:
    return (event.place.file, event.place.line) if event.place else None


def _function(event: Event) -> str:
    return event.place.function if event.place else ""


def _statement(place: Place | None) -> ast.stmt | None:
    return statement(place.file, place.line) if place else None


def _is_test(event: Event) -> bool:
    """Whether the line that reads decides something: an `if`, a `while`, a comprehension's `if`."""
    found = _statement(event.place)
    if isinstance(found, ast.Assign):
        return any(isinstance(node, ast.comprehension) and node.ifs for node in ast.walk(found))
    return isinstance(found, ast.If | ast.While)


def _is_loop(event: Event) -> bool:
    return isinstance(_statement(event.place), ast.While)
