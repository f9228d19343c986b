"""Names why threads wait for ever: a circle, a wake-up that came too early, a place never returned.

Says only what the waiting threads and the story of the execution show for certain.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.engine.findings import Deadlock, Waiter
from grader.engine.story import Event
from grader.rationale.cause import Cause, at, last_name, listed, taken
from grader.rationale.mistaken import causes_of_mistakes, where_it_stands
from grader.rationale.scene import statement, withs_around


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
    for waiter in waiters:
        if waiter.waits_for.startswith("the barrier"):
            yield _barrier(waiter)
        elif waiter.waits_for.startswith("the condition"):
            yield from _unheard(waiter, deadlock, events)
        elif waiter.waits_for.startswith("the semaphore"):
            yield from _places(waiter, deadlock, events)
        elif waiter.waits_for.startswith("the event"):
            yield _event(waiter, events)
        elif waiter.waits_for.startswith("all items of the queue"):
            yield from _not_done(waiter)
    for waiter in waiters:
        if waiter.waits_for.startswith(("an item in the queue", "room in the queue")):
            yield _queue(waiter)


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


def _barrier(waiter: Waiter) -> Cause:
    here, parties = waiter.progress
    return Cause(
        "a barrier that is not reached",
        f"{here} of {parties} arrived at {waiter.waits_for}{at(waiter.place)}; "
        "nobody else will come.",
        "Each of those it counts must come every time; one that can't calls its abort(), and the "
        "others get a BrokenBarrierError.",
        frozenset({(waiter.target, "")}),
    )


def _unheard(waiter: Waiter, deadlock: Deadlock, events: Sequence[Event]) -> Iterator[Cause]:
    mine = [(i, e) for i, e in enumerate(events) if e.key == (waiter.target, "")]
    waits = [(i, e) for i, e in mine if e.kind == "wait" and e.thread == waiter.thread]
    if not waits:
        return
    index, wait = waits[-1]
    calls = [(i, e) for i, e in mine if e.kind == "notify"]
    late = [e for i, e in calls if i > index]
    early = [e for i, e in calls if i < index]
    keys = frozenset({wait.key, *_tested(events, index, waiter)})
    short = [event for event in late if event.woken < event.count]
    has_looked = waiter.waits_for.endswith(" to become true")  # wait_for() looks, under the lock
    if short:
        call = short[-1]
        woken = "one was" if call.woken == 1 else f"{call.woken} were"
        yield Cause(
            "missed notify_all",
            f"{call.thread} called notify(){at(call.place)} while {call.count} threads waited for "
            f"{waiter.waits_for}: only {woken} woken, and {waiter.thread} sleeps on.",
            "Use notify_all(), or a condition for each kind of waiter.",
            keys,
        )
    elif early and not late and early[-1].count == 0 and not has_looked:
        call = early[-1]
        yield Cause(
            "lost wake-up",
            f"{call.thread} called notify(){at(call.place)} before {waiter.thread} called "
            f"wait(){at(wait.place)}: nobody was there to hear it, and nobody calls again.",
            "Test what you wait for while holding the lock, and wait in a loop.",
            keys,
        )
    elif early and not late and (short := [e for e in early if e.woken < e.count]):
        call = short[-1]
        names = listed([w.thread for w in deadlock.waiters if w.target == waiter.target])
        yield Cause(
            "missed notify_all",
            f"{call.thread} called notify(){at(call.place)} while {call.count} threads waited for "
            f"{waiter.waits_for}, and woke {call.woken} of them. Now {names} "
            f"{'wait' if ' and ' in names else 'waits'} for it, and nobody calls again.",
            "Use notify_all(), or a condition for each kind of waiter.",
            keys,
        )
    elif early and not late:
        yield Cause(
            "no further wake-up",
            f"{waiter.thread} waits for {waiter.waits_for}{at(waiter.place)}; the last notify() "
            f"was {early[-1].thread}'s{at(early[-1].place)}, before that, and nobody calls again.",
            "Whoever changes what others wait for must wake them: notify_all() after each change.",
            keys,
        )
    elif not calls:
        others = [each.thread for each in deadlock.waiters if each.target == waiter.target]
        who = f"{listed(others)} {'wait' if len(others) > 1 else 'waits'}"
        yield Cause(
            "no wake-up",
            f"{who} for {waiter.waits_for}{at(waiter.place)}, and nobody calls notify().",
            "Whoever changes what others wait for must wake them: notify_all() after the change.",
            keys,
        )


def _tested(events: Sequence[Event], index: int, waiter: Waiter) -> set[tuple[int, str]]:
    """What the thread looked at last before it began to wait: that opened the gap."""
    before = [e for e in events[:index] if e.thread == waiter.thread and e.kind == "read"]
    plain = [e for e in before if not e.value.startswith("<")]
    return {plain[-1].key} if plain else set()


def _places(waiter: Waiter, deadlock: Deadlock, events: Sequence[Event]) -> Iterator[Cause]:
    """Who took a semaphore's places and ended without giving them back."""
    alive = {each.thread for each in deadlock.waiters}
    mine = [e for e in events if e.key == (waiter.target, "")]
    kept = {e.thread: t for e in mine if (t := taken(mine, waiter.target, e.thread))}
    gone = [event for thread, event in kept.items() if thread not in alive]
    name = waiter.waits_for
    if gone:
        places = "a place" if len(gone) == 1 else "places"
        ended = (
            "ended without giving it back" if len(gone) == 1 else "ended without giving them back"
        )
        yield Cause(
            "a place that is never returned",
            f"{listed([e.thread for e in gone])} took {places} of {name}{at(gone[0].place)} and "
            f"{ended}: {waiter.thread} waits for one for ever.",
            "`with` gives a place back in any case, also after an exception; acquire(timeout=...) "
            "stops waiting after a while.",
            frozenset({(waiter.target, "")}),
        )
    elif waiter.thread in kept:
        yield Cause(
            "the last place is its own",
            f"{waiter.thread} took a place of {name}{at(kept[waiter.thread].place)}, has not given "
            f"it back, and asks for another{at(waiter.place)}: it waits for itself.",
            "Give a place back before you ask for the next one; acquire(timeout=...) stops waiting "
            "after a while.",
            frozenset({(waiter.target, "")}),
        )
    elif not mine:
        return
    elif not any(event.kind == "release" for event in mine):
        yield Cause(
            "a place that never gets free",
            f"{waiter.thread} waits for {name}{at(waiter.place)}, and nobody releases it.",
            "Each acquire() that should end needs a place that is free, or a release().",
            frozenset({(waiter.target, "")}),
        )


def _event(waiter: Waiter, events: Sequence[Event]) -> Cause:
    mine = [e for e in events if e.key == (waiter.target, "") and e.kind in ("set", "clear")]
    told = f"{waiter.thread} waits for {waiter.waits_for}{at(waiter.place)}, "
    keys = frozenset({(waiter.target, "")})
    if len(mine) > 1 and mine[-1].kind == "clear" and any(e.kind == "set" for e in mine):
        cleared = mine[-1]
        return Cause(
            "an event that was cleared",
            f"{told}which was set, but {cleared.thread} cleared it again{at(cleared.place)}, and "
            "nobody sets it any more.",
            "Let an event stay set, if all who wait for it shall hear of it.",
            keys,
        )
    return Cause(
        "an event that is never set",
        f"{told}and nobody is left to call its set().",
        _set_it(waiter, events),
        keys,
    )


def _set_it(waiter: Waiter, events: Sequence[Event]) -> str:
    """Say what to do where nobody can set an event any more."""
    known = where_it_stands(waiter, events)
    if not known:
        return "Call set() before, or in a thread that can still run."
    return (
        f"{known} What must happen in any case, also after an exception, belongs into a `finally`."
    )


def _not_done(waiter: Waiter) -> Iterator[Cause]:
    unfinished, inside = waiter.progress
    if missing := unfinished - inside:
        items = "one item was" if missing == 1 else f"{missing} items were"
        yield Cause(
            "a task_done() that is missing",
            f"{items} taken out of the queue and task_done() not called for "
            f"{'it' if missing == 1 else 'them'}: {waiter.thread} waits{at(waiter.place)} for "
            f"{waiter.waits_for}.",
            "Call task_done() after each get(), in a `finally`, so that it also happens after an "
            "exception.",
        )
    elif inside:
        yield Cause(
            "nobody takes the items",
            f"{waiter.thread} waits{at(waiter.place)} for {waiter.waits_for}; {inside} lie in it, "
            "and nobody is left to get() them.",
            "Somebody must get() every item, and call task_done() for it.",
        )


def _queue(waiter: Waiter) -> Cause:
    gets = waiter.waits_for.startswith("an item")
    told = "put() an item" if gets else "get() one and make room"
    return Cause(
        "nobody is left to fill the queue" if gets else "nobody is left to empty the queue",
        f"{waiter.thread} waits for {waiter.waits_for}{at(waiter.place)}, and nobody is left to "
        f"{told}.",
        "Put one last item, such as None, for each thread that gets: it tells that thread to end."
        if gets
        else "Let somebody get() as long as others put().",
        frozenset({(waiter.target, "")}),
    )
