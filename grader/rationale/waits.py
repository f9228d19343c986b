"""Names why threads wait for ever: for each other, for a lock that is kept, or for a sign.

Says only what the waiting threads and the story of the execution show for certain.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.engine.findings import Deadlock, Waiter
from grader.engine.story import Event
from grader.rationale.cause import Cause, at, last_name, taken
from grader.rationale.mistaken import causes_of_mistakes
from grader.rationale.scene import statement, withs_around
from grader.rationale.silence import causes_of_silence


def causes_of_waiting(deadlock: Deadlock, events: Sequence[Event]) -> Iterator[Cause]:
    """The causes of a deadlock, the most telling one first."""
    if len(deadlock.circle) == 2:
        yield _own_lock(deadlock, events)
    elif deadlock.circle:
        yield _circle(deadlock, events)
    yield from _pool(deadlock)
    waiters = deadlock.waiters
    yield from causes_of_mistakes(waiters, events)
    for waiter in waiters:
        if waiter.held_by and _is_for_lock(waiter):
            yield from _never_released(waiter, deadlock, events)
    for waiter in waiters:
        if waiter.held_by and _is_for_lock(waiter):
            yield from _holds_and_waits(waiter, deadlock, events)
    yield from causes_of_silence(waiters, events)


def _is_for_lock(waiter: Waiter) -> bool:
    return waiter.waits_for.startswith("the lock")


def _own_lock(deadlock: Deadlock, events: Sequence[Event]) -> Cause:
    waiter = next(each for each in deadlock.waiters if each.thread == deadlock.circle[0])
    name = waiter.waits_for
    first = taken(events, waiter.target, waiter.thread)
    where = at(first.place) if first else ""
    nested = first is not None and _is_with(first)
    advice = "An RLock lets its holder take it once more; a Lock doesn't."
    if not nested:
        advice = f"Give it back before that, as `with` does at its end. {advice}"
    return Cause(
        "the same lock twice",
        f"{waiter.thread} took {name}{where} and, without having given it back, asks for it "
        f"again{at(waiter.place)}: it waits for itself.",
        advice,
        frozenset({(waiter.target, "")}),
    )


def _is_with(event: Event) -> bool:
    """Whether a lock was taken by a `with`, or by a wait() inside of one, which gives it back."""
    if event.place is None:
        return False
    found = statement(event.place.file, event.place.line)
    taken_by = [found] if isinstance(found, ast.With) else withs_around(event.place)
    return any(
        not isinstance(item.context_expr, ast.Call)
        and (
            found in taken_by or last_name(ast.unparse(item.context_expr)) == last_name(event.name)
        )
        for each in taken_by
        for item in each.items
    )


def _circle(deadlock: Deadlock, events: Sequence[Event]) -> Cause:
    by_name = {waiter.thread: waiter for waiter in deadlock.waiters}
    ring = [by_name[name] for name in deadlock.circle[:-1]]
    names = [waiter.waits_for.removeprefix("the lock ") for waiter in ring]
    joins = [waiter.waits_for.startswith("the thread") for waiter in ring]
    unclear = len(set(names)) < len(names)
    clauses = []
    for index, waiter in enumerate(ring):
        if joins[index - 1]:
            clauses.append(f"{waiter.thread} waits for {names[index]}")
        elif unclear:
            clauses.append(
                f"{waiter.thread} waits for the {names[index]} that {waiter.held_by} holds"
            )
        else:
            first = taken(events, ring[index - 1].target, waiter.thread)
            since = f" (taken{at(first.place)})" if first and first.place else ""
            wants = names[index]
            clauses.append(f"{waiter.thread} holds {names[index - 1]}{since} and waits for {wants}")
    advice = "Let every thread take the locks in the same order, one that never changes."
    if any(joins):
        advice = (
            "Give a lock back before you wait for a thread that needs it; `with` gives it back in "
            "any case, also after an exception."
        )
    return Cause(
        "a lock that is not given back" if any(joins) else "lock order",
        "; ".join(clauses) + ": a circle, in which nobody can go on.",
        advice,
        frozenset((waiter.target, "") for waiter in ring),
    )


def _pool(deadlock: Deadlock) -> Iterator[Cause]:
    busy = [each for each in deadlock.waiters if each.in_pool]
    stuck = [each for each in busy if each.queued]
    if not stuck:
        return
    who, where = stuck[0].thread, at(stuck[0].place)
    text = (
        f"{who}, the pool's only worker, waits{where} for a task that needs a worker of the same "
        "pool, and none is free: it can never begin."
    )
    if len(busy) > 1:
        text = (
            f"every worker of the pool is taken, and {who} waits{where} for a task that still "
            "needs one: it can never begin."
        )
    yield Cause(
        "a pool that waits for itself",
        text,
        "Let the one who hands tasks in collect the results, not a task of the pool.",
    )


def _never_released(waiter: Waiter, deadlock: Deadlock, events: Sequence[Event]) -> Iterator[Cause]:
    if any(other.thread == waiter.held_by for other in deadlock.waiters):
        return
    first = taken(events, waiter.target, waiter.held_by)
    where = at(first.place) if first else ""
    yield Cause(
        "a lock that is never released",
        f"{waiter.held_by} took {waiter.waits_for}{where} and ended without giving "
        f"it back: {waiter.thread} waits for it for ever.",
        "Take it with `with`: that gives it back in any case, also after an exception.",
        frozenset({(waiter.target, "")}),
    )


def _holds_and_waits(
    waiter: Waiter, deadlock: Deadlock, events: Sequence[Event]
) -> Iterator[Cause]:
    """Somebody waits for others while holding the lock that those need."""
    holder = next((w for w in deadlock.waiters if w.thread == waiter.held_by), None)
    if holder is None or _is_for_lock(holder) or holder.waits_for.startswith("the thread"):
        return
    first = taken(events, waiter.target, holder.thread)
    since = f" (taken{at(first.place)})" if first and first.place else ""
    yield Cause(
        "waiting while holding a lock",
        f"{holder.thread} holds {waiter.waits_for}{since} and waits for "
        f"{holder.waits_for}{at(holder.place)}; {waiter.thread} needs that lock to go on.",
        "Give a lock back before you wait for what others do.",
        frozenset({(waiter.target, ""), (holder.target, "")}),
    )
