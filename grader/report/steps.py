"""The steps of an execution as text: who did what, in order, with the values."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from grader.engine.story import Event

LINES = 24
"""Lines that a table of steps may have."""
_TOOLS = ("<lock>", "<RLock>", "<Condition>", "<Event>", "<Semaphore>", "<Queue>", "<Barrier>")
"""What is looked up in order to be used; the use itself is a step."""
_VERBS = {
    "read": "reads",
    "write": "writes",
    "acquire": "takes",
    "release": "gives back",
    "wait": "waits for",
    "notify": "notifies",
    "set": "sets",
    "clear": "clears",
    "ask": "asks whether empty:",
    "put": "puts into",
    "get": "gets from",
}


def table(
    events: Sequence[Event], keys: Collection[tuple[int, str]] = (), *, width: int = 76
) -> str:
    """Return one line for each step that concerns `keys`, or for all if none are given.

    Between two lines of different threads the change is plain to see; steps of the main thread
    before others begin are left out.
    """
    owners = {owner for owner, _ in keys}
    chosen = [
        event
        for event in events
        if (not owners or event.key[0] in owners)
        and event.value not in _TOOLS
        and event.kind not in ("make", "woken")
    ]
    first = next((i for i, event in enumerate(chosen) if event.number), 0)
    chosen = chosen[first:]
    if not chosen:
        return ""
    names = max(len(event.thread) for event in chosen)
    lines = [
        f"{number:>3}  {event.thread:<{names}}  {_line(event):<9} {_deed(event)}"
        for number, event in enumerate(chosen, 1)
    ]
    if len(lines) > LINES:
        left = len(lines) - LINES + 1
        lines = [
            *lines[: LINES // 2],
            f"     ... {left} more steps ...",
            *lines[-(LINES // 2 - 1) :],
        ]
    return "\n".join(line[:width].rstrip() for line in lines)


def _line(event: Event) -> str:
    return f"line {event.place.line}" if event.place else ""


def _deed(event: Event) -> str:
    verb = _VERBS.get(event.kind, event.kind)
    if event.whole:
        verb = "looks into" if event.kind == "read" else "changes"
    value = f" = {event.value}" if event.value else ""
    if event.kind == "notify":
        value = f" ({event.count} waiting, {event.woken} woken)"
    return f"{verb} {event.name}{value}"
