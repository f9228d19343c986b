"""Names the pattern behind a failure that some schedules show: a lost update, a circle of locks.

Reads the story of the simplest failing execution; runs nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.engine.findings import DataRace, Deadlock, Finding, Waiter
from grader.engine.story import Event
from grader.rationale.scene import statement


@dataclass(frozen=True, slots=True)
class Cause:
    """A pattern's name, what happened in a sentence or two, and the things that it is about."""

    pattern: str
    text: str
    keys: frozenset[tuple[int, str]] = frozenset()


def cause_of(
    events: Sequence[Event], findings: Sequence[Finding], races: Sequence[DataRace] = ()
) -> Cause | None:
    """Return the most telling cause, or None if no pattern fits."""
    for finding in findings:
        if isinstance(finding, Deadlock):
            return next(_of_deadlock(finding, events), None)
    return next(_of_data(events, races), None)


# -- everybody waits ----------------------------------------------------------------------------


def _of_deadlock(deadlock: Deadlock, events: Sequence[Event]) -> Iterator[Cause]:
    if len(deadlock.circle) == 2:
        yield _own_lock(deadlock)
    elif deadlock.circle:
        yield _circle(deadlock)
    stuck = [each for each in deadlock.waiters if each.in_pool and "future" in each.waits_for]
    if stuck:
        yield _pool(stuck)
    for waiter in deadlock.waiters:
        if waiter.waits_for.startswith("the condition"):
            yield from _unheard(waiter, deadlock, events)
    ends = [e for e in events if e.kind == "acquire"]
    for waiter in deadlock.waiters:
        if waiter.waits_for.startswith("the lock") and waiter.held_by:
            yield from _never_released(waiter, deadlock, ends)


def _own_lock(deadlock: Deadlock) -> Cause:
    waiter = next(each for each in deadlock.waiters if each.thread == deadlock.circle[0])
    return Cause(
        "the same lock twice",
        f"{waiter.thread} already holds {waiter.waits_for} and asks for it again: "
        "it waits for itself.",
        frozenset({(waiter.target, "")}),
    )


def _circle(deadlock: Deadlock) -> Cause:
    by_name = {waiter.thread: waiter for waiter in deadlock.waiters}
    ring = [by_name[name] for name in deadlock.circle[:-1]]
    names = [waiter.waits_for.removeprefix("the lock ") for waiter in ring]
    if len(set(names)) < len(names) and not any("the thread" in name for name in names):
        return _nameless_circle(ring, names)
    clauses = []
    for index, waiter in enumerate(ring):
        holds = names[index - 1]
        wants = names[index]
        if ring[index - 1].waits_for.startswith("the thread"):
            clauses.append(f"{waiter.thread} waits for {waiter.waits_for}")
        else:
            clauses.append(f"{waiter.thread} holds {holds} and waits for {wants}")
    return Cause(
        "lock order",
        "; ".join(clauses) + ": a circle, in which nobody can go on.\n"
        "Let every thread take the locks in the same order.",
        frozenset((waiter.target, "") for waiter in ring),
    )


def _nameless_circle(ring: list[Waiter], names: list[str]) -> Cause:
    """Each lock goes by the same name where it is taken, so say who wants whose."""
    clauses = [
        f"{waiter.thread} waits for the {name} that {waiter.held_by} holds"
        for waiter, name in zip(ring, names, strict=True)
    ]
    return Cause(
        "lock order",
        "; ".join(clauses) + ": a circle, in which nobody can go on.\n"
        "Let every thread take the locks in the same order, one that never changes.",
        frozenset((waiter.target, "") for waiter in ring),
    )


def _pool(stuck: list[Waiter]) -> Cause:
    workers = "the pool's only worker waits" if len(stuck) == 1 else "all workers of the pool wait"
    return Cause(
        "a pool that waits for itself",
        f"{workers} for a task that needs a worker of the same pool: it can never begin.\n"
        "Let the one who hands tasks in collect the results, not a task of the pool.",
    )


def _unheard(waiter: Waiter, deadlock: Deadlock, events: Sequence[Event]) -> Iterator[Cause]:
    waits = [index for index, event in enumerate(events) if _is(event, "wait", waiter)]
    if not waits:
        return
    key = events[waits[-1]].key
    notified = [(i, e) for i, e in enumerate(events) if e.kind == "notify" and e.key == key]
    early = [event for index, event in notified if index < waits[-1]]
    late = [event for index, event in notified if index > waits[-1]]
    others = sum(other.target == waiter.target for other in deadlock.waiters)
    if late and late[-1].count > 1:
        yield Cause(
            "missed notify_all",
            f"{late[-1].thread} called notify() while {late[-1].count} threads waited for "
            f"{waiter.waits_for}: only one was woken, and it was not the one that could go on.\n"
            "Use notify_all(), or a condition for each kind of waiter.",
            frozenset({key}),
        )
    elif early and not late:
        yield Cause(
            "lost wake-up",
            f"{early[-1].thread} called notify() before {waiter.thread} called wait(): "
            "nobody was there to hear it, and nobody calls again.\n"
            "Test what you wait for while holding the lock, and wait in a loop.",
            frozenset({key}),
        )
    elif not notified:
        who = "they wait" if others > 1 else f"{waiter.thread} waits"
        yield Cause(
            "no wake-up",
            f"{who} for {waiter.waits_for}, and nobody calls notify().",
            frozenset({key}),
        )


def _is(event: Event, kind: str, waiter: Waiter) -> bool:
    return event.kind == kind and event.thread == waiter.thread


def _never_released(
    waiter: Waiter, deadlock: Deadlock, acquired: Sequence[Event]
) -> Iterator[Cause]:
    if any(other.thread == waiter.held_by for other in deadlock.waiters):
        return
    taken = [e for e in acquired if e.key[0] == waiter.target and e.thread == waiter.held_by]
    where = f"\n    {taken[-1].place}" if taken and taken[-1].place else ""
    yield Cause(
        "a lock that is never released",
        f"{waiter.held_by} has ended without releasing {waiter.waits_for}: "
        f"{waiter.thread} waits for it for ever.{where}\nTake it with `with`.",
        frozenset({(waiter.target, "")}),
    )


# -- wrong values -------------------------------------------------------------------------------


def _of_data(events: Sequence[Event], races: Sequence[DataRace]) -> Iterator[Cause]:
    """Look for a thread that goes on with what it has read, though another has changed it since."""
    data = [event for event in events if event.kind in ("read", "write")]
    yield from _torn(data, same_line=True)
    yield from _torn(data, same_line=False)
    yield from _too_early(data)


def _torn(data: Sequence[Event], *, same_line: bool) -> Iterator[Cause]:
    for index, write in enumerate(data):
        if write.kind != "write":
            continue
        for read in _stale_readers(data[:index], write):
            rest = data[index + 1 :]
            again = next((e for e in rest if e.number == read.number), None)
            if again is None:
                continue
            overwrites = [
                e
                for e in rest
                if e.number == read.number and e.kind == "write" and e.key == read.key
            ]
            if same_line and overwrites and _line(overwrites[0]) == _line(read):
                yield _lost_update(read, write, data[:index])
            elif not same_line and _is_test(read):
                yield _check_then_act(read, write, again)
            elif not same_line and overwrites:
                yield _lost_update(read, write, data[:index])


def _stale_readers(before: Sequence[Event], write: Event) -> Iterator[Event]:
    """The last read of each other thread of what is written now, if it has not written it since."""
    last: dict[int, Event] = {}
    for event in before:
        same = event.key == write.key or (write.whole and event.key[0] == write.key[0])
        if same and event.number != write.number:
            last[event.number] = event
    return (event for event in last.values() if event.kind == "read" and event.number)


def _lost_update(read: Event, write: Event, before: Sequence[Event]) -> Cause:
    theirs = [e for e in before if e.number == write.number and e.key == write.key]
    both = bool(theirs) and theirs[-1].kind == "read" and theirs[-1].value == read.value
    keys = frozenset({read.key})
    advice = f"\n{_advice(read, write)}"
    if both and read.value:
        return Cause(
            "lost update",
            f"{read.thread} and {write.thread} both read {read.name} = {read.value} before either "
            f"wrote it: one of the two changes is lost.{advice}",
            keys,
        )
    return Cause(
        "lost update",
        f"{read.thread} read {read.name}{_value(read)}, then {write.thread} wrote "
        f"it{_value(write)}, then {read.thread} wrote what it had made of the old value: "
        f"what {write.thread} did is lost.{advice}",
        keys,
    )


def _check_then_act(read: Event, write: Event, act: Event) -> Cause:
    looked = f" in line {read.place.line}" if read.place else ""
    acted = f" in line {act.place.line}" if act.place else ""
    return Cause(
        "check-then-act",
        f"{read.thread} looked at {read.name}{_value(read)}{looked}. Before it acted on "
        f"that{acted}, {write.thread} changed it{_made(write)}.\n{_advice(read, write)}",
        frozenset({read.key, write.key}),
    )


def _too_early(data: Sequence[Event]) -> Iterator[Cause]:
    """A thread reads what another writes only afterwards, or never again looks at."""
    for index, write in enumerate(data):
        if write.kind != "write" or not write.number:
            continue
        earlier = [e for e in data[:index] if e.key == write.key and e.number != write.number]
        if earlier and earlier[-1].kind == "read":
            read = earlier[-1]
            yield Cause(
                "order violation",
                f"{read.thread} read {read.name}{_value(read)} before {write.thread} wrote "
                f"it{_value(write)}, and nothing makes it wait.\n"
                "Wait for it: with join(), an event, or a queue.",
                frozenset({read.key}),
            )
            return


def _advice(read: Event, write: Event) -> str:
    mine, theirs = set(read.held), set(write.held)
    if mine and theirs and not mine & theirs:
        return (
            f"Both hold a lock, but not the same one: {read.thread} {_list(read.held)}, "
            f"{write.thread} {_list(write.held)}."
        )
    if mine & theirs or mine:
        return "The lock is given back in between: hold it from the reading to the last step."
    return "No lock is held: hold one lock from the reading to the writing, in every thread."


def _list(names: Sequence[str]) -> str:
    return " and ".join(names)


def _value(event: Event) -> str:
    if event.value == "nothing":
        return ", which was not there,"
    return f" = {event.value}" if event.value else ""


def _made(event: Event) -> str:
    return f" to {event.value}" if event.value else ""


def _line(event: Event) -> tuple[str, int] | None:
    return (event.place.file, event.place.line) if event.place else None


def _is_test(event: Event) -> bool:
    """Whether the line that reads decides something: an `if`, a `while`."""
    if event.place is None:
        return False
    found = statement(event.place.file, event.place.line)
    return isinstance(found, ast.If | ast.While | ast.Assert)
