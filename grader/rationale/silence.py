"""Names why threads wait for a sign that nobody gives any more: a set(), an item, a place.

Holds where nobody can go on. Says only what the waiting threads and the story show for certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from grader.engine.findings import Waiter
from grader.engine.story import Event
from grader.rationale.accesses import is_same
from grader.rationale.cause import Cause, at, listed, taken
from grader.rationale.mistaken import where_it_stands


def causes_of_silence(waiters: Sequence[Waiter], events: Sequence[Event]) -> Iterator[Cause]:
    """The causes of waits that no other thread's lock or end is behind."""
    for waiter in _unsignalled_first(waiters, events):
        if waiter.waits_for.startswith("the barrier"):
            yield _barrier(waiter, waiters)
        elif waiter.waits_for.startswith("the condition"):
            yield from _unheard(waiter, waiters, events)
        elif waiter.waits_for.startswith("the semaphore"):
            yield from _places(waiter, waiters, events)
        elif waiter.waits_for.startswith("the event"):
            yield _event(waiter, events)
        elif waiter.waits_for.startswith("all items of the queue"):
            yield from _not_done(waiter)
    for waiter in waiters:
        if waiter.waits_for.startswith(("an item in the queue", "room in the queue")):
            yield _queue(waiter)


def _unsignalled_first(waiters: Sequence[Waiter], events: Sequence[Event]) -> Iterator[Waiter]:
    """Put first, among those who wait for conditions or semaphores, who never gets a signal."""
    signalled = {e.key[0] for e in events if e.kind == "notify" or _is_of_places(e)}
    kinds = ("the condition", "the semaphore")
    sorted_ones = {
        kind: iter(
            sorted(
                (each for each in waiters if each.waits_for.startswith(kind)),
                key=lambda each: each.target in signalled,
            )
        )
        for kind in kinds
    }
    for waiter in waiters:
        kind = next((kind for kind in kinds if waiter.waits_for.startswith(kind)), "")
        yield next(sorted_ones[kind]) if kind else waiter


def _is_of_places(event: Event) -> bool:
    """Whether a semaphore is released, not a lock."""
    return event.kind == "release" and event.of_semaphore


def _barrier(waiter: Waiter, waiters: Sequence[Waiter]) -> Cause:
    here, parties = waiter.progress
    alike = [each for each in waiters if each.waits_for == waiter.waits_for]
    elsewhere = [each.thread for each in alike if each.target != waiter.target]
    others = f" {listed(elsewhere)} came to another one of this name." if elsewhere else ""
    return Cause(
        "a barrier that is not reached",
        f"{here} of {parties} arrived at {waiter.waits_for}{at(waiter.place)}; "
        f"nobody else will come.{others}",
        "Each of those it counts must come every time; one that can't calls its abort(), and the "
        "others get a BrokenBarrierError.",
        frozenset({(waiter.target, "")}),
    )


def _unheard(waiter: Waiter, waiters: Sequence[Waiter], events: Sequence[Event]) -> Iterator[Cause]:
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
    changed = _changed_in_silence(events, max([index, *(i for i, _ in calls)]), waiter)
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
    elif early and not late and early[-1].count == 0 and not _has_looked(events, index, waiter):
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
        names = listed([w.thread for w in waiters if w.target == waiter.target])
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
            f"was {early[-1].thread}'s{at(early[-1].place)}, before that, and nobody calls again."
            f"{changed}",
            "Whoever changes what others wait for must wake them: notify_all() after each change.",
            keys,
        )
    elif not calls:
        alike = (waiter.target, waiter.place)
        others = [each.thread for each in waiters if (each.target, each.place) == alike]
        who = f"{listed(others)} {'wait' if len(others) > 1 else 'waits'}"
        yield Cause(
            "no wake-up",
            f"{who} for {waiter.waits_for}{at(waiter.place)}, and nobody calls notify().{changed}",
            "Whoever changes what others wait for must wake them: notify_all() after the change.",
            keys,
        )


def _has_looked(events: Sequence[Event], index: int, waiter: Waiter) -> bool:
    """Whether a thread looked, under a lock, before it waited: then it has not missed a wake-up."""
    if waiter.waits_for.endswith(" to become true"):
        return True  # wait_for() looks
    before = [e for e in events[:index] if e.thread == waiter.thread and e.kind == "read"]
    plain = [e for e in before if not e.value.startswith("<")]
    return bool(plain) and bool(plain[-1].locks)


def _changed_in_silence(events: Sequence[Event], since: int, waiter: Waiter) -> str:
    """Say what another thread has changed since the wait, or the last wake-up, without a word."""
    looked_at = [e for e in events if e.thread == waiter.thread and e.kind == "read"]
    changes = [
        e
        for e in events[since:]
        if e.kind == "write" and e.locks and e.thread != waiter.thread
        if any(is_same(e, each) for each in looked_at)
    ]
    if not changes:
        return ""
    last = changes[-1]
    after = next(i for i, e in enumerate(events) if e is last)
    if any(e.kind == "notify" and e.thread == last.thread for e in events[after:]):
        return ""
    return f" {last.thread} has changed {last.name}{at(last.place)}, and woke nobody."


def _tested(events: Sequence[Event], index: int, waiter: Waiter) -> set[tuple[int, str]]:
    """What the thread looked at last before it began to wait: that opened the gap."""
    before = [e for e in events[:index] if e.thread == waiter.thread and e.kind == "read"]
    plain = [e for e in before if not e.value.startswith("<")]
    return {plain[-1].key} if plain else set()


def _places(waiter: Waiter, waiters: Sequence[Waiter], events: Sequence[Event]) -> Iterator[Cause]:
    """Who took a semaphore's places and ended without giving them back."""
    alive = {each.thread for each in waiters}
    mine = [e for e in events if e.key == (waiter.target, "")]
    kept = {e.thread: t for e in mine if (t := taken(mine, waiter.target, e.thread))}
    gone = [event for thread, event in kept.items() if thread not in alive]
    name = waiter.waits_for
    signal = _last_signal(mine)
    if signal is not None:
        yield Cause(
            "a place that never gets free",
            f"{waiter.thread} waits for {name}{at(waiter.place)}; {signal.thread} released it"
            f"{at(signal.place)} for others to acquire, and nobody releases it once more.",
            "One release() lets one acquire() go on: call it for each of them.",
            frozenset({(waiter.target, "")}),
        )
    elif gone:
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
            f"it back, and asks for another{at(waiter.place)}: nobody gives one back.",
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


def _last_signal(mine: Sequence[Event]) -> Event | None:
    """The last release of a semaphore by a thread that had not acquired it: that is a signal."""
    places: Counter[int] = Counter()
    signals = []
    for event in mine:
        if event.kind == "acquire":
            places[event.number] += 1
        elif event.kind == "release" and places[event.number]:
            places[event.number] -= 1
        elif event.kind == "release":
            signals.append(event)
    return signals[-1] if signals else None


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
        "Each get() needs a put(). To end a thread that gets, put a last item for it, such as None."
        if gets
        else "Let somebody get() as long as others put().",
        frozenset({(waiter.target, "")}),
    )
