"""What a timeline tells in words below its lanes: output, the checks' marks, findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from grader.engine.findings import (
    BusyWait,
    Deadlock,
    Finding,
    LeakedThread,
    Livelock,
    NeverEnds,
    UncaughtException,
)
from grader.engine.trace import Line, Trace
from grader.report.lanes import HAIR, Lane, clock

MOST_NOTES = 8
WRONG = "wrong"
"""The key of a note that tells a finding; each rendering has its own sign for it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to point at: a moment, in virtual seconds, of a thread, in a few words."""

    time: float
    thread: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about one or more moments of a thread. `key` is its sign in the lane."""

    key: str
    thread: str
    times: tuple[float, ...]
    text: str

    @property
    def when(self) -> str:
        """Its times in words: "3 s", "1, 2 and 3 s", "12 times, 1 to 12 s"."""
        first, last = clock(self.times[0]), clock(self.times[-1])
        if len(self.times) == 1:
            return f"{first} s"
        if len(self.times) > 4:
            return f"{first} to {last} s, {len(self.times):,} times"
        return f"{', '.join(map(clock, self.times[:-1]))} and {last} s"


def notes_of(
    trace: Trace, findings: Iterable[Finding], marks: Iterable[Mark]
) -> tuple[list[Note], int]:
    """Return the notes in the order of their first moments, and how many were left out.

    What a check points at goes before what a thread printed, if there is no room for both.
    """
    asked = [("", each.thread, (each.time,), each.text) for each in marks]
    found = asked + _printed(trace.output)
    kept = sorted(found[:MOST_NOTES], key=lambda note: note[2][0])
    notes = [Note(letter, *note[1:]) for letter, note in zip(ascii_lowercase, kept, strict=False)]
    return [*notes, *_found(findings)], len(found) - len(kept)


def _printed(output: Sequence[Line]) -> list[tuple[str, str, tuple[float, ...], str]]:
    """Group output: what one thread printed at one moment, and what differs in its numbers only."""
    moments: list[tuple[str, float, list[str]]] = []
    for line in output:
        last = moments[-1] if moments else None
        if last and last[0] == line.thread and line.time - last[1] <= HAIR:
            last[2].append(line.text)
        else:
            moments.append((line.thread, line.time, [line.text]))
    groups: dict[tuple[str, ...], list[tuple[float, list[str]]]] = {}
    for thread, time, texts in moments:
        alike = tuple(re.sub(r"\d+([.,]\d+)?", "#", text) for text in texts)
        groups.setdefault((thread, *alike), []).append((time, texts))
    return [
        ("", key[0], tuple(time for time, _ in group), _prints([texts for _, texts in group]))
        for key, group in groups.items()
    ]


def _prints(group: list[list[str]]) -> str:
    first, last = group[0], group[-1]
    if first != last and len(first) == 1:
        between = " ... " if len(group) > 2 else ", "
        return f"prints {_quoted(first[0])}{between}{_quoted(last[0])}"
    more = f" and {len(first) - 2} more lines" if len(first) > 2 else ""
    return f"prints {', '.join(map(_quoted, first[:2]))}{more}"


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f'"{text if len(text) <= 40 else text[:38] + ".."}"'


def _found(findings: Iterable[Finding]) -> list[Note]:
    """Say each finding in one line; the report above has it in full."""
    return [
        Note(WRONG, thread, (each.time,), text)
        for each in findings
        for thread, text in [_said(each)]
        if text
    ]


def _said(finding: Finding) -> tuple[str, str]:
    match finding:
        case Deadlock():
            if finding.circle:
                return "", f"deadlock, a circle: {' -> '.join(finding.circle)}"
            return "", "deadlock: nobody is left who could wake them"
        case LeakedThread():
            names = ", ".join(each.thread for each in finding.waiters[:3])
            return "", f"never ends: {names}" + (" .." if len(finding.waiters) > 3 else "")
        case NeverEnds():
            return "", "the program still runs; we stopped waiting"
        case UncaughtException():
            what = f"{finding.kind}: {finding.message}" if finding.message else finding.kind
            return finding.thread, f"dies of {what}"
        case Livelock():
            return finding.thread, "spins for ever"
        case BusyWait():
            return finding.thread, "spins: it runs and runs, and waits for nothing"
        case _:
            thread = getattr(finding, "thread", "")
            return str(thread), finding.explain().partition("\n")[0]


def lane_of(lanes: Sequence[Lane], thread: str, time: float) -> Lane | None:
    """Return the lane of the thread that has this name at that time."""
    named = [lane for lane in lanes if lane.name == thread]
    begun = [lane for lane in named if lane.begin <= time + HAIR]
    alive = [lane for lane in begun if lane.end is None or lane.end >= time - HAIR]
    return next(iter(alive or begun or named), None)
