"""Names what came too early or at the same moment: nothing decides who comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.engine.story import Event
from grader.engine.trace import Step
from grader.rationale.accesses import function_of, is_same, value_of
from grader.rationale.cause import Cause, at
from grader.rationale.scene import loop_around

HAIR = 2e-5
"""Seconds that count as no time: a wait that ran out has moved the clock by so little."""


def too_early(
    data: Sequence[Event], victim: str, steps: Sequence[Step], *, under_a_lock: bool = False
) -> Iterator[Cause]:
    """A thread reads what another writes only afterwards, and never looks at it again.

    `under_a_lock` if both hold the same one: it keeps the two apart, but in no order.
    """
    for index, write in enumerate(data):
        if write.kind != "write" or not write.number or (write.whole and not victim):
            continue
        earlier = [e for e in data[:index] if e.key == write.key and e.number != write.number]
        if not earlier or earlier[-1].kind != "read" or not earlier[-1].number:
            continue
        read = earlier[-1]
        shared = bool(set(read.locks) & set(write.locks))
        again = any(e.number == read.number and is_same(e, read) for e in data[index:])
        if victim not in ("", read.thread) or shared != under_a_lock or again:
            continue
        so = " A lock keeps them apart, but does not say who comes first." if shared else ""
        yield Cause(
            "order violation",
            f"{read.thread} read {read.name}{value_of(read)}{at(read.place)} before "
            f"{write.thread} wrote it{value_of(write)}{at(write.place)}.{so}",
            _wait_for(read, write, steps),
            frozenset({read.key}),
        )
        return


def _wait_for(read: Event, write: Event, steps: Sequence[Step]) -> str:
    """What the reader must do; a sleep before, in the same function, was to do just that."""
    slept = [
        step.place
        for step in steps
        if step.kind == "sleep" and step.number == read.number and step.place is not None
        if step.time <= read.time and step.place.function == function_of(read)
    ]
    so = f"If it needs what {write.thread} writes, it must wait for that"
    if slept:
        so = (
            f"The sleep{at(slept[-1])} waits for a time, not for {write.thread}: a sleep is no "
            f"signal. If {read.thread} needs what {write.thread} writes, it must wait for that"
        )
    return f"{so}: with join(), an event, or a queue."


_SIGNALS = {"set": "set", "notify": "notified"}


def ties(events: Sequence[Event], steps: Sequence[Step]) -> Iterator[Cause]:
    """A wait whose time was up at the moment at which another thread would have ended it."""
    for begun, over in _ran_out(steps):
        wait = next((e for e in events if _is_its_wait(e, begun)), None)
        if wait is None or (wait.place is not None and loop_around(wait.place) is not None):
            continue
        for call in events:
            if call.key != wait.key or call.kind not in _SIGNALS or call.number == wait.number:
                continue
            if abs(call.time - over.time) <= HAIR:
                yield Cause(
                    "a tie",
                    f"the time of {wait.thread}'s wait{at(wait.place)} was up at {over.time:g} s, "
                    f"and {call.thread} {_SIGNALS[call.kind]} {call.name}{at(call.place)} at the "
                    "same moment: which of the two comes first is not decided.",
                    "Leave some time between the two, or let it not matter which comes first.",
                    frozenset({wait.key}),
                )


def _ran_out(steps: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Each wait that ended because its time was up, and the step with which it did."""
    begun: dict[int, Step] = {}
    for step in steps:
        before = begun.pop(step.number, None)
        if before is not None and step.kind == "wake" and step.detail == "time is up":
            yield before, step
        if step.kind == "wait" and step.until is not None:
            begun[step.number] = step


def _is_its_wait(event: Event, begun: Step) -> bool:
    known = event.kind == "wait" and event.number == begun.number and event.place == begun.place
    return known and abs(event.time - begun.time) <= HAIR
