"""What each thread did, as spans of time. Reads traces; knows nothing of columns or colours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from grader.engine.findings import Deadlock, Finding, LeakedThread, Livelock, NeverEnds
from grader.engine.trace import Step, Trace
from grader.report.lanes.words import RUNNING, Doing, Words, words

HAIR = 2e-5
"""Seconds that count as no time: reading a clock, or an expired wait, moves it by so little."""


@dataclass(frozen=True, slots=True)
class Span:
    """One thing that a thread did from `begin` to `end`, in virtual seconds."""

    begin: float
    end: float
    words: Words
    holder: str = ""
    """Who had the lock when the wait for it began."""
    waker: str = ""
    """The thread that ended it; empty if none did."""
    open: bool = False
    """Whether it was not over when the trace was."""

    @property
    def doing(self) -> Doing:
        """What kind of thing it is."""
        return self.words.doing


@dataclass(slots=True)
class Lane:
    """One thread: its spans in order, and how it ended."""

    number: int
    name: str
    begin: float
    spans: list[Span] = field(default_factory=list)
    end: float | None = None
    """None if it had not ended when the trace did."""
    over: float = 0.0
    """When it ended, or when the trace did."""
    stuck: bool = False
    """Whether a finding says that it never ends."""
    holds: list[tuple[float, float]] = field(default_factory=list)
    """From when to when it had a lock that another thread waited for."""

    def does(self, begin: float, end: float) -> list[Span]:
        """Return the spans that share some time with the one from `begin` to `end`."""
        first = bisect_right(self.spans, begin + HAIR, key=attrgetter("end"))
        last = bisect_left(self.spans, end - HAIR, key=attrgetter("begin"))
        return self.spans[first:last]

    def holds_between(self, begin: float, end: float) -> bool:
        """Whether it has a lock that another waits for at some time between the two."""
        return any(since < end - HAIR and until > begin + HAIR for since, until in self.holds)


def read(trace: Trace, findings: Iterable[Finding] = ()) -> list[Lane]:
    """Return a lane for each thread of a trace, in the order in which they were started.

    What took no time is left out, except what a thread still does at the end.
    """
    findings = tuple(findings)
    times = [step.time for step in trace.steps] + [line.time for line in trace.output]
    over = max([*times, *(finding.time for finding in findings)], default=0.0)
    steps: dict[int, list[Step]] = {}
    for step in trace.steps:
        steps.setdefault(step.number, []).append(step)
    for each in steps.values():
        each += _last_wait(each[-1], findings)
    never = _never_ending(findings)
    lanes = [_lane(each, over, never) for each in steps.values()]
    _mark_holders(lanes)
    return lanes


def _never_ending(findings: Sequence[Finding]) -> set[str]:
    names = {each.thread for each in findings if isinstance(each, Livelock)}
    for each in findings:
        if isinstance(each, (Deadlock, LeakedThread, NeverEnds)):
            # the main thread waits for those that are left over
            names |= {"main", *(waiter.thread for waiter in each.waiters)}
    return names


def _last_wait(last: Step, findings: Sequence[Finding]) -> list[Step]:
    """The wait that closed a circle: whoever would begin it never did, so a trace may lack it."""
    if last.kind in ("sleep", "wait", "end"):
        return []
    waiters = (waiter for each in findings if isinstance(each, Deadlock) for waiter in each.waiters)
    return [
        replace(
            last,
            kind="wait",
            time=waiter.since,
            detail=waiter.waits_for,
            place=waiter.place,
            until=waiter.until,
            holder=waiter.held_by,
        )
        for waiter in waiters
        if waiter.thread == last.thread
    ][:1]


def _lane(steps: list[Step], over: float, never: set[str]) -> Lane:
    lane = Lane(steps[0].number, steps[-1].thread, steps[0].time)
    waiting: Step | None = None
    since = lane.begin
    for step in steps:
        if step.kind in ("sleep", "wait"):
            _add(lane, _running(since, step.time))
            waiting = step
        elif step.kind == "wake" and waiting is not None:
            _add(lane, _waiting(waiting, step.time, step))
            waiting, since = None, step.time
        elif step.kind == "end":
            _add(lane, _running(since, step.time))
            lane.end = step.time
    lane.over = over if lane.end is None else lane.end
    if lane.end is None:
        lane.stuck = lane.name in never
        left = _waiting(waiting, over, None) if waiting else _running(since, over, is_open=True)
        _add(lane, left, even_if_short=lane.stuck)
    return lane


def _running(begin: float, end: float, *, is_open: bool = False) -> Span:
    return Span(begin, end, RUNNING, open=is_open)


def _waiting(waiting: Step, end: float, wake: Step | None) -> Span:
    waker = wake.holder if wake else ""
    said = words(waiting, waker)
    holder = waiting.holder if said.doing is Doing.LOCKED else ""
    return Span(waiting.time, end, said, holder, waker, wake is None)


def _add(lane: Lane, span: Span, *, even_if_short: bool = False) -> None:
    """Append a span; one that goes on as the last did, as a wait in a loop does, prolongs it."""
    if span.end - span.begin <= HAIR and not even_if_short:
        return
    last = lane.spans[-1] if lane.spans else None
    if last and last.end >= span.begin - HAIR and last.words == span.words and span.words.lasts:
        lane.spans[-1] = replace(span, begin=last.begin, holder=last.holder)
    else:
        lane.spans.append(span)


def _mark_holders(lanes: list[Lane]) -> None:
    """Note who had a lock while others waited for it: its first holder, then who handed it on."""
    by_name = {lane.name: lane for lane in lanes}
    for lane in lanes:
        for span in lane.spans:
            owner = by_name.get(span.waker or span.holder)
            if span.doing is not Doing.LOCKED or owner is None or owner is lane:
                continue
            begin = span.begin
            if owner.name != span.holder:  # it got the lock while this thread already waited
                begin = max([begin, *(each.end for each in owner.spans if _was_before(each, span))])
            owner.holds.append((begin, span.end))


def _was_before(other: Span, span: Span) -> bool:
    return other.doing is Doing.LOCKED and other.end <= span.end + HAIR
