"""Names why values came out wrong: a lost update, a check that was old, half of a change.

Looks for what one thread did with a value between two steps of another; knows no locks' waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.engine.story import Event
from grader.engine.trace import Step
from grader.rationale.accesses import (
    advice,
    function_of,
    is_loop,
    is_same,
    is_test,
    line_of,
    locks_of,
    made_of,
    value_of,
)
from grader.rationale.cause import Cause, at
from grader.rationale.halves import halves, halves_of_a_container, kept_over_a_gap
from grader.rationale.order import ties, too_early
from grader.rationale.woken import woken_once


def causes_of_values(
    events: Sequence[Event],
    victim: str = "",
    steps: Sequence[Step] = (),
    *,
    in_free_turns: bool = False,
) -> Iterator[Cause]:
    """The causes of a wrong value, the most telling one first. `victim` is a thread that died.

    What happened after its death can't be the cause of that, but for what came too late. `steps`
    are those of the trace. `in_free_turns` no thread was forced to stop: the order alone matters.
    """
    yield from _asked_a_queue(events, victim)
    every = [event for event in events if event.kind in ("read", "write")]
    last = max((i for i, event in enumerate(events) if event.thread == victim), default=None)
    events = events if last is None else events[: last + 1]
    data = [event for event in events if event.kind in ("read", "write")]
    torn = list(_torn(events))
    yield from woken_once(events, victim)
    yield from _looked_under_a_lock(data)
    yield from _lost_updates(data, same_line=True)
    yield from (cause for alone, cause in torn if alone)
    yield from _lost_updates(data, same_line=False)
    yield from halves(every, victim)
    yield from (cause for _, cause in torn)
    yield from _released_too_often(events)
    yield from _overwritten(data)
    yield from _looked_through(data)
    yield from _two_looks(events, victim)
    yield from too_early(every, victim, steps)
    yield from kept_over_a_gap(events, overtaken(data))
    yield from halves_of_a_container(every, victim)
    yield from ties(events, steps)
    if in_free_turns:
        yield from too_early(every, victim, steps, under_a_lock=True)


# -- read, overtaken, written ------------------------------------------------------------------


def overtaken(data: Sequence[Event]) -> Iterator[tuple[Event, Event, int]]:
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
    return next((e for e in data if e.number == read.number and is_same(e, read)), None)


def _lost_updates(data: Sequence[Event], *, same_line: bool) -> Iterator[Cause]:
    for read, write, index in overtaken(data):
        act = _next(data[index + 1 :], read)
        if act is None or act.kind != "write" or write.whole:
            continue
        if not same_line and is_test(read):
            continue  # that is check-then-act
        if same_line == (line_of(act) == line_of(read)):
            yield _lost_update(read, write, act, data[:index])


def _lost_update(read: Event, write: Event, act: Event, before: Sequence[Event]) -> Cause:
    theirs = [e for e in before if e.number == write.number and e.key == write.key]
    both = bool(theirs) and theirs[-1].kind == "read" and theirs[-1].value == read.value
    text = (
        f"{read.thread} read {read.name}{value_of(read)}{at(read.place)}, then {write.thread} "
        f"wrote it{value_of(write)}, then {read.thread} wrote what it had made of the old value: "
        f"what {write.thread} did is lost."
    )
    if both and read.value:
        where = at(read.place)
        text = (
            f"{read.thread} and {write.thread} both read {read.name} = {read.value}{where} before "
            "either wrote it: one of the two changes is lost."
        )
    return Cause("lost update", text, advice(read, write, act), frozenset({read.key}))


def _torn(events: Sequence[Event]) -> Iterator[tuple[bool, Cause]]:
    """Checks that were old when they were acted on; and whether no lock kept the two apart."""
    data = [event for event in events if event.kind in ("read", "write")]
    for read, write, index in overtaken(data):
        if not is_test(read):
            continue
        act = next((e for e in data[index + 1 :] if e.number == read.number), None)
        act = act or _call_after(events, write, read)
        if act is None or _is_same_look(read, act) or _has_waited(events, read, act):
            continue
        later = _next(data[index + 1 :], read) or act
        together = set(read.locks) & set(write.locks)
        if later.kind == "read" and together & set(later.locks):
            continue  # it looks again, under the lock: it knows that things change
        yield not together, _check_then_act(read, write, later)


def _call_after(events: Sequence[Event], write: Event, read: Event) -> Event | None:
    """What the reader does with a tool after the write, in the function in which it has read."""
    after = next(index for index, event in enumerate(events) if event is write)
    calls = (e for e in events[after:] if e.number == read.number and e.kind in _CALLS)
    call = next(calls, None)
    return call if call is not None and function_of(call) == function_of(read) else None


_CALLS = ("put", "get", "set", "clear", "notify")
"""What a thread does for others to notice, besides what it writes."""


def _is_same_look(read: Event, act: Event) -> bool:
    """Whether it still looks, or a loop looks again, as it should."""
    return act.kind == "read" and line_of(act) == line_of(read)


def _has_waited(events: Sequence[Event], read: Event, act: Event) -> bool:
    """Whether a thread has waited for others between two accesses: it knows that things change."""
    first, last = (next(i for i, e in enumerate(events) if e is each) for each in (read, act))
    waits = ("wait", "woken", "get")
    return any(e.kind in waits and e.number == read.number for e in events[first:last])


def _check_then_act(read: Event, write: Event, act: Event) -> Cause:
    return Cause(
        "check-then-act",
        f"{read.thread} looked at {read.name}{value_of(read)}{at(read.place)}. Before it acted on "
        f"that{at(act.place)}, {write.thread} changed it{made_of(write)}{at(write.place)}.",
        advice(read, write, act),
        frozenset({read.key, write.key}),
    )


def _two_looks(events: Sequence[Event], victim: str) -> Iterator[Cause]:
    """A thread reads the same twice, as if nothing could happen in between."""
    data = [event for event in events if event.kind in ("read", "write")]
    for read, write, index in overtaken(data):
        again = _next(data[index + 1 :], read)
        if again is None or is_loop(read) or (write.whole and read.thread != victim):
            continue
        if _has_waited(events, read, again) or _is_of_another_round(again, read):
            continue
        yield Cause(
            "check-then-act",
            f"{read.thread} read {read.name}{value_of(read)}{at(read.place)}. Before it came back "
            f"to it{at(again.place)}, {write.thread} changed it{made_of(write)}{at(write.place)}.",
            advice(read, write, again),
            frozenset({read.key, write.key}),
        )


def _looked_through(data: Sequence[Event]) -> Iterator[Cause]:
    """A thread looks through a container and changes an item that another has changed meanwhile."""
    for index, act in enumerate(data):
        if act.kind != "write" or act.whole or not act.number:
            continue
        looks = [
            i for i, e in enumerate(data[:index]) if e.number == act.number and is_same(e, act)
        ]
        look = data[looks[-1]] if looks else act
        if not look.whole or look.kind != "read" or function_of(look) != function_of(act):
            continue
        for write in data[looks[-1] : index]:
            if write.kind == "write" and write.key == act.key and write.number != act.number:
                yield Cause(
                    "check-then-act",
                    f"{look.thread} looked into {look.name}{at(look.place)}. Before it changed "
                    f"{act.name}{at(act.place)}, {write.thread} changed it{made_of(write)}"
                    f"{at(write.place)}.",
                    advice(look, write, act),
                    frozenset({look.key}),
                )
                return


def _is_of_another_round(again: Event, read: Event) -> bool:
    """Whether a line stands further up in the same function: it goes round, or is called again."""
    if read.place is None or again.place is None or function_of(read) != function_of(again):
        return False
    return again.place.line < read.place.line


def _looked_under_a_lock(data: Sequence[Event]) -> Iterator[Cause]:
    """The lock was held for the look, and given back before the change."""
    for read, write, index in overtaken(data):
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
                f"{look.thread} looked at {look.name}{value_of(look)}{at(look.place)}, while it "
                f"held {locks_of(look)}. Before it changed it{at(act.place)}, {write.thread} "
                f"changed it{made_of(write)}{at(write.place)}.",
                f"{locks_of(look)} is given back in between: hold it from the look to the change.",
                frozenset({look.key}),
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


# -- one place for two ----------------------------------------------------------------------------


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
        if read is None or read.kind != "read" or not _comes_later(read, mine):
            continue
        if is_test(read):  # a look at what others have made of it is no mistake
            continue
        since = data[data.index(mine) : index]
        if any(e.kind == "read" and e.number == write.number and is_same(e, mine) for e in since):
            continue  # the other goes on from there: they share it
        yield Cause(
            "one variable for two threads",
            f"{mine.thread} and {write.thread} both use {mine.name}: {mine.thread} wrote "
            f"it{value_of(mine)}{at(mine.place)}, {write.thread} overwrote it{value_of(write)}"
            f"{at(write.place)}, and then {mine.thread} read it{at(read.place)}.",
            _own_variable(mine, write, read),
            frozenset({mine.key}),
        )


def _comes_later(read: Event, mine: Event) -> bool:
    """Whether a line stands further down in the same function, so that it is of the same call."""
    if read.place is None or mine.place is None or function_of(read) != function_of(mine):
        return False
    return read.place.line > mine.place.line


def _follows(event: Event, mine: Event) -> bool:
    return event.key == mine.key and event.number == mine.number


def _own_variable(mine: Event, write: Event, read: Event) -> str:
    if mine.locks and write.locks:
        return advice(mine, write, read)
    return (
        "Give each thread a variable of its own (a local one, or a threading.local()), or hold "
        "one lock from the writing to the reading."
    )


def _released_too_often(events: Sequence[Event]) -> Iterator[Cause]:
    """A thread that gives a semaphore's place back without having taken one."""
    places: dict[tuple[tuple[int, str], int], int] = {}
    acquiring: dict[tuple[int, str], set[str]] = {}
    for event in events:
        if event.kind == "acquire" and event.of_semaphore:
            acquiring.setdefault(event.key, set()).add(function_of(event))
    for event in events:
        if event.kind not in ("acquire", "release") or not event.of_semaphore:
            continue
        balance = places.get((event.key, event.number), 0)
        places[event.key, event.number] = balance + (1 if event.kind == "acquire" else -1)
        if event.kind == "release" and balance == 0 and event.number:
            if function_of(event) not in acquiring.get(event.key, ()):
                continue  # a signal: one acquires, and another one releases
            yield Cause(
                "a place returned that was not taken",
                f"{event.thread} released the semaphore {event.name}{at(event.place)} without "
                "having acquired it: one more than planned gets in.",
                "Release only what you have acquired; a BoundedSemaphore raises ValueError if "
                "it gets more places than it began with.",
                frozenset({event.key}),
            )
