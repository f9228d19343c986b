"""Says in a few words what a thread does for a while. Knows the engine's descriptions of waits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from grader.engine.trace import Step

LONGEST_NAME = 18


class Doing(StrEnum):
    """What a thread does for a while."""

    RUNS = "runs"
    SLEEPS = "sleeps"
    LOCKED = "waits for a lock"
    JOINS = "waits for threads to end"
    LISTENS = "waits for others to do something"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Words:
    """What a thread does, and how to say it."""

    doing: Doing
    labels: tuple[str, ...]
    """The same in ever fewer letters."""
    noun: str = ""
    """What it waits for, as a noun: "a lock", "an event"."""
    lasts: bool = False
    """Whether two such spans in a row are one."""


@dataclass(frozen=True, slots=True)
class _Wait:
    pattern: str
    doing: Doing
    noun: str
    labels: tuple[str, ...]
    woken: str = ""
    """What the thread did that ended the wait."""


_WAITS = (
    _Wait(r'the thread "(?P<x>.*)" to end', Doing.JOINS, "a thread to end", ("join {x}", "join")),
    _Wait(r"the thread\s*to end", Doing.JOINS, "a thread to end", ("join",)),
    _Wait(
        "all other threads to end",
        Doing.JOINS,
        "a thread to end",
        ("over, waits for the others", "over"),
    ),
    _Wait("the pool's threads to end", Doing.JOINS, "a thread to end", ("end of the pool", "pool")),
    _Wait("work for the pool", Doing.IDLE, "", ("idle",)),
    _Wait(
        r"an item in the queue\s*(?P<x>.*)",
        Doing.LISTENS,
        "a queue",
        ("queue {x} is empty", "empty"),
        "{by} puts",
    ),
    _Wait(
        r"room in the queue\s*(?P<x>.*)",
        Doing.LISTENS,
        "a queue",
        ("queue {x} is full", "full"),
        "{by} gets",
    ),
    _Wait(
        r"all items of the queue\s*(?P<x>.*?) to be done",
        Doing.LISTENS,
        "a queue",
        ("join queue {x}", "join"),
    ),
    _Wait("the result of a future", Doing.LISTENS, "a result", ("a future's result", "result")),
    _Wait(r"the next result of map\(\)", Doing.LISTENS, "a result", ("result of map", "result")),
    _Wait("the next future to be done", Doing.LISTENS, "a result", ("the next future", "future")),
    _Wait("a line from the keyboard", Doing.LISTENS, "the keyboard", ("keyboard",)),
    _Wait(r"data on the socket\s*(?P<x>.*)", Doing.LISTENS, "a socket", ("socket {x}", "socket")),
    _Wait(
        r"a client of the socket\s*(?P<x>.*)",
        Doing.LISTENS,
        "a socket",
        ("a client of {x}", "a client"),
    ),
    _Wait(r"room in the socket\s*(?P<x>.*)", Doing.LISTENS, "a socket", ("socket {x} is full",)),
    _Wait("futures to be done", Doing.LISTENS, "a result", ("futures",)),
    _Wait(
        r"the condition\s*(?P<x>.*?) to become true",
        Doing.LISTENS,
        "a condition",
        ("condition {x}", "condition"),
        "{by} notifies",
    ),
    _Wait(
        r"the condition\s*(?P<x>.*)",
        Doing.LISTENS,
        "a condition",
        ("condition {x}", "condition"),
        "{by} notifies",
    ),
    _Wait(
        r"the event\s*(?P<x>.*)", Doing.LISTENS, "an event", ("event {x}", "event"), "{by} sets it"
    ),
    _Wait(
        r"the barrier\s*(?P<x>.*)",
        Doing.LISTENS,
        "a barrier",
        ("barrier {x}", "barrier"),
        "{by} comes",
    ),
    _Wait(
        r"the semaphore\s*(?P<x>.*)",
        Doing.LISTENS,
        "a semaphore",
        ("semaphore {x}", "semaphore"),
        "{by} releases it",
    ),
)


RUNNING = Words(Doing.RUNS, ("runs",))


def words(step: Step, waker: str) -> Words:
    """Say what a thread does that sleeps or waits from `step` on.

    `waker` is the thread that ended the wait.
    """
    seconds = "" if step.until is None else clock(step.until - step.time)
    holder = "itself" if step.holder == step.thread else step.holder
    return _words(step.kind, step.detail, seconds, holder, waker)


@lru_cache(maxsize=1024)
def _words(kind: str, detail: str, seconds: str, holder: str, waker: str) -> Words:
    if kind == "sleep":
        return Words(Doing.SLEEPS, (f"sleep {seconds} s", f"{seconds} s"))
    limit = f", at most {seconds} s" if seconds else ""
    if match := re.fullmatch(r"the lock\s*(.*)", detail):
        return _lock(match[1], limit, holder, waker)
    for wait in _WAITS:
        if match := re.fullmatch(wait.pattern, detail):
            return _wait(wait, match, limit, waker)
    what = detail.removeprefix("the ")
    return Words(Doing.LISTENS, (what + limit, what), "something")


def _lock(name: str, limit: str, holder: str, waker: str) -> Words:
    lock = _named("lock {x}", short_name(name))
    if not holder:
        labels: tuple[str, ...] = (lock + limit, lock, "lock")
    else:
        held = f"held by {short_name(holder)}"
        if waker and waker != holder:
            held += f", then {short_name(waker)}"
        labels = (f"{lock}, {held}{limit}", f"{lock}, {held}", held, lock, "lock")
    return Words(Doing.LOCKED, tuple(dict.fromkeys(labels)), "a lock", not limit)


def _wait(wait: _Wait, match: re.Match[str], limit: str, waker: str) -> Words:
    name = short_name(match.groupdict().get("x", ""))
    labels = [_named(each, name) for each in wait.labels]
    longest = f"{labels[0]}{limit}"
    if waker and wait.woken:
        longest = f"{labels[0]}, {wait.woken.format(by=short_name(waker))}"
    lasts = wait.doing is not Doing.LISTENS and not limit
    return Words(wait.doing, tuple(dict.fromkeys([longest, *labels])), wait.noun, lasts)


def _named(template: str, name: str) -> str:
    """Fill a name in. What is called `self.lock` need not be called a lock once more."""
    kind, _, rest = template.partition(" ")
    if rest.startswith("{x}") and kind in name.lower():
        template = rest
    return " ".join(template.format(x=name).split())


def short_name(name: str) -> str:
    """Shorten a thread's name so that it fits beside its lane."""
    name = re.sub(r"^ThreadPoolExecutor-(\d+_\d+)$", r"pool-\1", printable(name))
    if len(name) > LONGEST_NAME:
        name = re.sub(r"^(Thread-\d+) \(.*\)$", r"\1", name)
    if len(name) <= LONGEST_NAME:
        return name
    # what tells long names apart is their end, a number as a rule
    return f"{name[:10]}..{name[12 - LONGEST_NAME :]}"


def printable(text: str) -> str:
    """Return the text in one line, without what would move a terminal's cursor."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return "".join(each if each.isprintable() else "?" for each in " ".join(text.split()))


def clock(seconds: float) -> str:
    """Write virtual seconds without needless digits: 3, 3.25, 3600."""
    return f"{seconds:.4f}".rstrip("0").rstrip(".")
