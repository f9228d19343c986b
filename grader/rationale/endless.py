"""Names why a program goes on for ever, or a thread of it: nobody tells it to stop, or in vain.

Other than in a deadlock somebody still runs, so that nothing is said of what can't happen any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.engine.findings import LeakedThread, NeverEnds, Waiter
from grader.engine.story import Event
from grader.rationale.cause import Cause, at
from grader.rationale.mistaken import causes_of_mistakes, where_it_stands
from grader.rationale.scene import endless_loop_around
from grader.rationale.silence import causes_of_silence

HORIZON = 3600.0
"""The virtual second at which a check's world ends, whoever still runs."""


def causes_of_no_end(finding: NeverEnds | LeakedThread, events: Sequence[Event]) -> Iterator[Cause]:
    """The causes of what never ends, the most telling one first."""
    waiters = finding.waiters
    yield from causes_of_mistakes(waiters, events)
    for waiter in waiters:
        yield from _kept_out(waiter, waiters)
    if isinstance(finding, LeakedThread) and _is_silent(finding):
        yield from causes_of_silence(waiters, events)
    needed = waiters if isinstance(finding, LeakedThread) else _needed(waiters)
    for waiter in needed:
        if waiter.waits_for.startswith("the event"):
            yield from _not_set(waiter, finding.time, events)
        if isinstance(finding, NeverEnds):
            yield from _joined_for_ever(waiter, waiters)


def _is_silent(finding: LeakedThread) -> bool:
    """Whether nobody can go on: not even a daemon, whose sleeps would have moved the clock."""
    shared = ("the lock", "the semaphore")  # a daemon may have what they wait for
    return finding.time < HORIZON and not any(
        each.until is not None or each.waits_for.startswith(shared) for each in finding.waiters
    )


def _needed(waiters: Sequence[Waiter]) -> list[Waiter]:
    """The thread for whose end the main thread waits, at the end of a chain of such waits."""
    by_name = {waiter.thread: waiter for waiter in waiters}
    found = by_name.get("main")
    for _ in waiters:
        if found is not None and found.waits_for.startswith("the thread"):
            found = by_name.get(found.held_by)
    return [found] if found is not None else []


def _kept_out(waiter: Waiter, waiters: Sequence[Waiter]) -> Iterator[Cause]:
    """A lock that its holder keeps while it sleeps, and goes to sleep, though another waits."""
    holder = next((each for each in waiters if each.thread == waiter.held_by), None)
    if holder is None or not waiter.waits_for.startswith("the lock"):
        return
    if holder.until is None or holder.since <= waiter.since:
        return
    does = "sleeps" if holder.waits_for == "the end of a sleep" else f"waits for {holder.waits_for}"
    yield Cause(
        "waiting while holding a lock",
        f"{holder.thread} holds {waiter.waits_for} and {does}{at(holder.place)}; "
        f"{waiter.thread} has waited for that lock since {waiter.since:g} s.",
        "Give a lock back before you sleep or wait for others; the wait() of a Condition does so "
        "while it waits.",
    )


def _joined_for_ever(waiter: Waiter, waiters: Sequence[Waiter]) -> Iterator[Cause]:
    """A thread that somebody joins, and that has no way out of its loop."""
    loop = endless_loop_around(waiter.place) if waiter.place is not None else None
    joins = [each for each in waiters if each.waits_for.startswith("the thread")]
    joining = next((each for each in joins if each.held_by == waiter.thread), None)
    if loop is not None and joining is not None:
        yield Cause(
            "a join that never returns",
            f"{joining.thread} waits for the end of {waiter.thread}{at(joining.place)}, and the "
            f"`while` in line {loop.lineno} has no end: no condition, no break, and no return.",
            "Join what comes to an end. A thread that shall run as long as the program does is a "
            "daemon, and nobody joins it; another one must be told to stop.",
        )


def _not_set(waiter: Waiter, now: float, events: Sequence[Event]) -> Iterator[Cause]:
    """An event that somebody has cleared, or that nobody has ever set."""
    mine = [e for e in events if e.key == (waiter.target, "")]
    if not any(e.kind == "make" for e in mine):
        return
    calls = [e for e in mine if e.kind in ("set", "clear")]
    told = f"{waiter.thread} waits for {waiter.waits_for}{at(waiter.place)}, "
    if calls and calls[-1].kind == "set":
        return  # it hears that, and goes on nevertheless
    cleared = calls[-1] if calls else None
    if cleared is not None and any(e.kind == "set" for e in calls):
        yield Cause(
            "an event that was cleared",
            f"{told}which was set, but {cleared.thread} cleared it again{at(cleared.place)}, and "
            f"nobody has set it since.",
            "Let an event stay set, if all who wait for it shall hear of it.",
        )
    elif cleared is not None:
        yield Cause(
            "an event that is never set",
            f"{told}and nobody has called its set(): {cleared.thread} called clear()"
            f"{at(cleared.place)}, which takes the flag down.",
            "set() is what ends a wait; an event is not set to begin with.",
        )
    else:
        yield Cause(
            "an event that is never set",
            f"{told}and until {now:g} s nobody has called its set().",
            where_it_stands(waiter, events)
            or "Who wants this wait to end must call the set() of this very event.",
        )
