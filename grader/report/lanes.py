"""What each thread did, as spans of time. Reads traces; knows nothing of columns or colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from grader.engine.findings import Deadlock, Finding, LeakedThread, Livelock, NeverEnds
from grader.engine.trace import Step, Trace

HAIR = 2e-5
"""Seconds that are no time at all: a clock that is read, or a wait that expires, moves it so far."""


class Doing(StrEnum):
    """What a thread does for a while."""

    RUNS = "runs"
    SLEEPS = "sleeps"
    LOCKED = "waits for a lock"
    JOINS = "waits for a thread to end"
    LISTENS = "waits to be told"
    IDLE = "has nothing to do"


@dataclass(frozen=True, slots=True)
class Span:
    """One thing that a thread did from `begin` to `end`, in virtual seconds.

    `labels` say it in words, the longest first; `open` is true if it was not over at the end.
    """

    begin: float
    end: float
    doing: Doing
    labels: tuple[str, ...]
    holder: str = ""
    waker: str = ""
    open: bool = False
    timed_out: bool = False


@dataclass(slots=True)
class Lane:
    """One thread: its spans in order, and how it ended."""

    number: int
    name: str
    begin: float
    spans: list[Span] = field(default_factory=list)
    end: float | None = None
    """None if it had not ended when the trace did."""
    stuck: bool = False
    """Whether a finding says that it never ends."""
    holds: list[tuple[float, float]] = field(default_factory=list)
    """From when to when it had a lock that another thread waited for."""

    def does(self, begin: float, end: float) -> list[Span]:
        """Return the spans that share some time with the one from `begin` to `end`."""
        return [each for each in self.spans if each.begin < end - HAIR and each.end > begin + HAIR]


def read(trace: Trace, findings: Iterable[Finding] = ()) -> list[Lane]:
    """Return a lane for each thread of a trace, in the order in which they were started."""
    findings = tuple(findings)
    over = max([each.time for each in (*trace.steps, *trace.output, *findings)], default=0.0)
    steps: dict[int, list[Step]] = {}
    for step in trace.steps:
        steps.setdefault(step.number, []).append(step)
    never = _never_ending(findings)
    lanes = [_lane(each, over, never) for each in steps.values()]
    _mark_holders(lanes)
    return lanes


def _never_ending(findings: Sequence[Finding]) -> set[str]:
    names = {each.thread for each in findings if isinstance(each, Livelock)}
    for each in findings:
        if isinstance(each, (Deadlock, LeakedThread, NeverEnds)):
            names |= {waiter.thread for waiter in each.waiters}
    return names


def _lane(steps: list[Step], over: float, never: set[str]) -> Lane:
    lane = Lane(steps[0].number, steps[-1].thread, steps[0].time)
    waiting: Step | None = None
    since = lane.begin
    for step in steps:
        if step.kind in ("sleep", "wait"):
            _run(lane, since, step.time)
            waiting = step
        elif step.kind == "wake" and waiting is not None:
            if step.time - waiting.time > HAIR:
                _add(lane, _span(waiting, step.time, step))
            waiting, since = None, step.time
        elif step.kind == "end":
            _run(lane, since, step.time)
            lane.end = step.time
    if lane.end is None:
        lane.stuck = lane.name in never
        if waiting is not None:
            _add(lane, _span(waiting, over, None))
        else:
            _run(lane, since, over)
    return lane


def _run(lane: Lane, begin: float, end: float) -> None:
    if end - begin > HAIR:
        lane.spans.append(Span(begin, end, Doing.RUNS, ("runs",)))


def _add(lane: Lane, span: Span) -> None:
    """Append a span; one that goes on as the last did, as a wait in a loop does, prolongs it."""
    last = lane.spans[-1] if lane.spans else None
    again = (
        last is not None
        and last.end >= span.begin - HAIR
        and (last.doing, last.labels) == (span.doing, span.labels)
        and span.doing in (Doing.LOCKED, Doing.JOINS, Doing.IDLE)
    )
    if again and last is not None:
        lane.spans[-1] = Span(
            last.begin, span.end, span.doing, span.labels, last.holder, span.waker, span.open
        )
    else:
        lane.spans.append(span)


def _span(waiting: Step, end: float, wake: Step | None) -> Span:
    waker = wake.holder if wake is not None else ""
    doing, labels = _words(waiting, waker)
    return Span(
        waiting.time,
        end,
        doing,
        labels,
        waiting.holder if doing is Doing.LOCKED else "",
        waker,
        wake is None,
        wake is not None and wake.detail == "time is up" and waiting.kind == "wait",
    )


_WAITS = (
    # what the engine says -> what kind of wait it is, and how we say it, the longest first
    (r'the thread "(?P<name>.*)" to end', Doing.JOINS, ("join {name}", "join")),
    (r"the thread\s*to end", Doing.JOINS, ("join",)),
    ("all other threads to end", Doing.JOINS, ("over, waits for the others", "over")),
    ("the pool's threads to end", Doing.JOINS, ("end of the pool", "pool")),
    ("work for the pool", Doing.IDLE, ("idle",)),
    (r"an item in the queue\s*(?P<name>.*)", Doing.LISTENS, ("queue {name} is empty", "empty")),
    (r"room in the queue\s*(?P<name>.*)", Doing.LISTENS, ("queue {name} is full", "full")),
    (r"all items of the queue\s*(?P<name>.*) to be done", Doing.LISTENS, ("queue {name}", "queue")),
    ("the result of a future", Doing.LISTENS, ("a future's result", "result")),
    (r"the next result of map\(\)", Doing.LISTENS, ("next result of map", "result")),
    ("the next future to be done", Doing.LISTENS, ("the next future", "future")),
    ("futures to be done", Doing.LISTENS, ("futures", "futures")),
    (r"the condition\s*(?P<name>.*) to become true", Doing.LISTENS, ("condition {name}", "wait")),
    (r"the (?P<kind>event|condition|barrier|semaphore)\s*(?P<name>.*)", Doing.LISTENS,
     ("{kind} {name}", "{kind}")),
)  # fmt: skip


def _words(step: Step, waker: str) -> tuple[Doing, tuple[str, ...]]:
    """Say in few words what a thread waits for."""
    if step.kind == "sleep":
        seconds = f"{clock((step.until or step.time) - step.time)} s"
        return Doing.SLEEPS, (f"sleep {seconds}", seconds)
    limit = ""
    if step.until is not None:
        limit = f", at most {clock(step.until - step.time)} s"
    if match := re.fullmatch(r"the lock\s*(?P<name>.*)", step.detail):
        labels = _lock_words(step, match["name"], waker)
        return Doing.LOCKED, (labels[0] + limit, *labels)
    for pattern, doing, templates in _WAITS:
        if match := re.fullmatch(pattern, step.detail):
            found = {key: short_name(value) for key, value in match.groupdict().items()}
            labels = [" ".join(each.format(**found).split()) for each in templates]
            return doing, tuple(dict.fromkeys((labels[0] + limit, *labels)))
    return Doing.LISTENS, (step.detail.removeprefix("the ") + limit,)


def _lock_words(step: Step, name: str, waker: str) -> tuple[str, ...]:
    lock = f"lock {name}".strip()
    if not step.holder:
        return lock, "lock"
    held = "held by itself" if step.holder == step.thread else f"held by {short_name(step.holder)}"
    if waker and waker != step.holder:
        held += f", then {short_name(waker)}"
    return f"{lock}, {held}", held, lock, "lock"


def _mark_holders(lanes: list[Lane]) -> None:
    """Note who had the lock while others waited for it: its first holder, then whoever handed it on."""
    by_name = {lane.name: lane for lane in lanes}
    for lane in lanes:
        for span in lane.spans:
            if span.doing is not Doing.LOCKED:
                continue
            owner = by_name.get(span.waker or span.holder)
            if owner is None or owner is lane:
                continue
            begin = span.begin
            if owner.name != span.holder:  # it got the lock while this thread already waited
                begin = max([each.end for each in owner.spans if _got(each, span)], default=begin)
            owner.holds.append((begin, span.end))


def _got(mine: Span, other: Span) -> bool:
    return mine.doing is Doing.LOCKED and mine.end <= other.end + HAIR


def short_name(name: str) -> str:
    """Shorten a thread's name so that it fits beside its lane."""
    name = re.sub(r"^ThreadPoolExecutor-(\d+_\d+)$", r"pool-\1", name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 2] + ".."


LONGEST_NAME = 18


def clock(seconds: float) -> str:
    """Write virtual seconds without needless digits: 3, 3.25, 3600."""
    return f"{seconds:.4f}".rstrip("0").rstrip(".") or "0"
