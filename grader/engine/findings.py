"""What the engine can find wrong with a threaded program, and how it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A line of source code that a thread was at."""

    file: str
    line: int
    text: str
    function: str = ""

    def __str__(self) -> str:
        return f"{Path(self.file).name}, line {self.line}:  {self.text}"


@dataclass(frozen=True, slots=True)
class Waiter:
    """One thread that waits: for what, held or owed by whom, where, and since when (seconds)."""

    thread: str
    waits_for: str
    held_by: str
    place: Place | None
    since: float
    until: float | None = None
    daemon: bool = False
    started_at: Place | None = None
    in_pool: bool = False
    """Whether it is a thread of a pool, busy with one of its tasks."""
    target: int = 0
    """Identifies the object that it waits for, among the waiters of one finding; 0 for none."""
    queued: bool = False
    """Whether it waits for a task that still lies in the queue of its own pool."""
    kind: str = ""
    """The class of what it waits for: `lock`, `RLock`, `Barrier`."""
    progress: tuple[int, int] = 0, 0
    """Of a barrier: how many have come, of how many. Of a queue: items not done, still in it."""
    sees: tuple[tuple[Place, str, int], ...] = field(default=(), compare=False, repr=False)
    """At which lines it stands, innermost first, and which tools for threads go by which names
    there; identified as by `target`."""
    timeout: float | None = field(default=None, compare=False)
    """The value of a parameter `timeout` of the function in which it waits, if there is one."""

    @property
    def does(self) -> str:
        """What the thread does, as a verb phrase."""
        if self.waits_for == "the end of a sleep":
            return f"sleeps until {self.until:g} s"
        held = self.held_by and self.waits_for.startswith("the lock")  # else it is being joined
        return f"waits for {self.waits_for}{f', held by {self.held_by}' if held else ''}"

    def __str__(self) -> str:
        where = f"\n    {self.place}" if self.place else ""
        return f"{self.thread} {self.does}{where}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong that the engine saw, at a virtual time in seconds."""

    time: float

    @property
    def place(self) -> Place | None:
        """The line to look at first, if there is one."""
        return None

    def explain(self) -> str:
        """Say what happened and where, in sentences for the student."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Deadlock(Finding):
    """Every thread waits, and no time that passes will wake one."""

    waiters: tuple[Waiter, ...]
    circle: tuple[str, ...] = ()

    @property
    def place(self) -> Place | None:
        """Where the first of the waiting threads stands."""
        return next((waiter.place for waiter in self.waiters if waiter.place), None)

    def explain(self) -> str:
        """List who waits for what, held by whom, at which line."""
        head = f"deadlock at {self.time:g} s: everybody waits, and nobody is left to wake them."
        if len(self.waiters) == 1:
            head = f"deadlock at {self.time:g} s: {self.waiters[0].thread} waits for ever."
        ring = [f"a circle: {' -> '.join(self.circle)}"] if self.circle else []
        return "\n".join([head, *each_of(self.waiters), *ring])


def each_of(waiters: Sequence[Waiter]) -> list[str]:
    """Say what each of some threads does; those that do the same at the same line together."""
    alike: dict[tuple[str, Place | None], list[Waiter]] = {}
    for waiter in waiters:
        alike.setdefault((waiter.does, waiter.place), []).append(waiter)
    sentences = []
    for group in alike.values():
        first, *others = group
        if not others:
            sentences.append(str(first))
            continue
        names = f"{first.thread} and {len(others)} others"
        if len(group) <= 3:
            names = " and ".join(
                filter(None, [", ".join(w.thread for w in group[:-1]), group[-1].thread])
            )
        text = str(first).removeprefix(f"{first.thread} ")
        for singular, plural in (("waits ", "wait "), ("sleeps ", "sleep ")):
            if text.startswith(singular):
                text = plural + text.removeprefix(singular)
        sentences.append(f"{names} {text}")
    return sentences


@dataclass(frozen=True, slots=True)
class LeakedThread(Finding):
    """Threads that keep the program from ending after its main thread is done."""

    waiters: tuple[Waiter, ...]

    @property
    def place(self) -> Place | None:
        """Where the first of the threads left over stands."""
        return next((waiter.place for waiter in self.waiters if waiter.place), None)

    def explain(self) -> str:
        """Name each thread left over, what it does, and where it was started."""
        sentences = []
        for waiter in self.waiters:
            begun = f"\n    started in {waiter.started_at}" if waiter.started_at else ""
            sentences.append(
                f'the thread "{waiter.thread}" never ends: at {self.time:g} s it still '
                f"{waiter.does}, and nobody asks it to stop."
                + (f"\n    {waiter.place}" if waiter.place else "")
                + begun
            )
        return "\n".join(sentences)


@dataclass(frozen=True, slots=True)
class NeverEnds(Finding):
    """The main thread had not finished when the virtual horizon was reached."""

    waiters: tuple[Waiter, ...]

    @property
    def place(self) -> Place | None:
        """Where the main thread stands."""
        return next((waiter.place for waiter in self.waiters if waiter.place), None)

    def explain(self) -> str:
        """Say what every thread was doing when we stopped waiting."""
        head = f"the program never ends: at {self.time:g} s it was still running."
        return "\n".join([head, *each_of(self.waiters)])


@dataclass(frozen=True, slots=True)
class UncaughtException(Finding):
    """A thread died of an exception, and nobody else noticed."""

    thread: str
    kind: str
    message: str
    at: Place | None
    exception: BaseException | None = None
    started_at: Place | None = None
    """Where the thread was started."""

    @property
    def place(self) -> Place | None:
        """The line that raised."""
        return self.at

    def explain(self) -> str:
        """Name the thread, the exception, and the line that raised it, or else started it."""
        what = f"{self.kind}: {self.message}" if self.message else self.kind
        where = f"\n    {self.at}" if self.at else ""
        if self.at is None and self.started_at is not None:
            where = f"\n    started in {self.started_at}"
        return f'the thread "{self.thread}" died at {self.time:g} s of {what}{where}'


@dataclass(frozen=True, slots=True)
class BusyWait(Finding):
    """A thread spins: it runs and runs, and only the clock could change anything."""

    thread: str
    at: Place | None
    count: int
    """How often it went round; 0 if it was seen only to run on and on."""

    @property
    def place(self) -> Place | None:
        """The loop that spins."""
        return self.at

    def explain(self) -> str:
        """Name the thread and the loop, and say what to do instead."""
        where = f"\n    {self.at}" if self.at else ""
        if not self.count:  # nobody has seen it turn
            return (
                f"{self.thread} computed for long at {self.time:g} s, and waited for nobody; so "
                f"time went on.{where}\n"
                "    to wait for others, use an event, a lock, a queue, or a sleep"
            )
        return (
            f"{self.thread} spins at {self.time:g} s: it went round {self.count:,} times without "
            f"waiting, and burns the processor.{where}\n"
            "    wait instead: for an event, a lock, a queue, or with a sleep"
        )


@dataclass(frozen=True, slots=True)
class Livelock(BusyWait):
    """Threads spin, and no time that passes will change anything: they spin for ever."""

    def explain(self) -> str:
        """Name the thread and the endless loop."""
        where = f"\n    {self.at}" if self.at else ""
        return (
            f"an endless loop: at {self.time:g} s {self.thread} went round {self.count:,} times, "
            f"and nothing that it waits for can still happen.{where}"
        )


@dataclass(frozen=True, slots=True)
class DataRace(Finding):
    """Two threads touch the same thing, one of them writes, and nothing orders them."""

    name: str
    """What they touch: `Counter.value`, a global, a dict's item."""
    threads: tuple[str, str]
    kinds: tuple[str, str]
    """What each does with it: read or write."""
    places: tuple[Place | None, Place | None]
    locked: bool
    """Whether a lock was held by either; then it is not the same lock for both."""

    @property
    def place(self) -> Place | None:
        """The line of the later access."""
        return self.places[1]

    def explain(self) -> str:
        """Name the thing, both threads with their lines, and what is missing."""
        lines = [
            f"{thread} {'writes' if kind == 'write' else 'reads'} it"
            + (f" in {place}" if place else "")
            for thread, kind, place in zip(self.threads, self.kinds, self.places, strict=True)
        ]
        missing = (
            "both must hold the same lock while they do"
            if self.locked
            else "no lock, join, event or queue decides who comes first"
        )
        return f"a data race on {self.name}: {missing}.\n    " + "\n    ".join(lines)
