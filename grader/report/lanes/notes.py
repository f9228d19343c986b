"""What a timeline tells in words below its lanes: the checks' marks, output, findings."""

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
from grader.report.lanes.lanes import HAIR, Lane
from grader.report.lanes.words import clock, printable

MOST_NOTES = 8
MOST_FINDINGS = 3
LONGEST_QUOTE = 40
WRONG = "wrong"
SPINS = "spins"
"""Keys of notes about findings that have their own sign in the lanes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to point at: a moment, in virtual seconds, of a thread, in a few words."""

    time: float
    thread: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about one or more moments of a thread."""

    key: str
    """Its sign in the lane: a letter, WRONG or SPINS; empty if there is no such lane."""
    thread: str
    times: tuple[float, ...]
    text: str
    is_output: bool = False

    @property
    def is_lettered(self) -> bool:
        """Whether its sign stands in the lanes by itself."""
        return self.key not in ("", WRONG, SPINS)

    @property
    def when(self) -> str:
        """Its times in words: "3 s", "1, 2 and 3 s", "1 to 12 s, 12 times"."""
        *others, last = map(clock, self.times)
        if not others:
            return f"{last} s"
        if len(others) > 3:
            return f"{others[0]} to {last} s, {len(self.times):,} times"
        return f"{', '.join(others)} and {last} s"


def notes_of(
    trace: Trace, lanes: Sequence[Lane], findings: Iterable[Finding], marks: Iterable[Mark]
) -> tuple[list[Note], int]:
    """Return the notes, in the order of their first moments, and how many were left out.

    Findings go before marks and marks before output, where there is no room for all.
    """
    found = list(map(_found, findings))
    room = MOST_NOTES - min(len(found), MOST_FINDINGS)
    told = [Note("", each.thread, (each.time,), printable(each.text)) for each in marks]
    told += _printed(trace.output)
    kept = sorted(told[:room], key=lambda note: note.times[0])
    hidden = len(told) - len(kept) + max(0, len(found) - MOST_FINDINGS)
    return [*_with_keys(kept, lanes), *found[:MOST_FINDINGS]], hidden


def _with_keys(notes: Sequence[Note], lanes: Sequence[Lane]) -> list[Note]:
    """Give each note a letter, if its thread has a lane to show it in."""
    letters = iter(ascii_lowercase)
    return [
        Note(
            next(letters) if lane_of(lanes, note.thread, note.times[0]) else "",
            note.thread,
            note.times,
            note.text,
            note.is_output,
        )
        for note in notes
    ]


def _printed(output: Sequence[Line]) -> list[Note]:
    """Group output: what a thread printed at one moment, and what differs in its numbers only."""
    moments: list[tuple[str, float, list[str]]] = []
    for line in output:
        last = moments[-1] if moments else None
        if last and last[0] == line.thread and line.time - last[1] <= HAIR:
            last[2].append(line.text)
        else:
            moments.append((line.thread, line.time, [line.text]))
    groups: dict[tuple[str, ...], list[tuple[float, list[str]]]] = {}
    for thread, time, texts in moments:
        alike = (re.sub(r"\d+([.,:]\d+)*", "0", text) for text in texts)
        groups.setdefault((thread, *alike), []).append((time, texts))
    return [
        Note(
            "", key[0], tuple(time for time, _ in group), _prints([each for _, each in group]), True
        )
        for key, group in groups.items()
    ]


def _prints(group: list[list[str]]) -> str:
    first, last = group[0], group[-1]
    if first != last and len(first) == 1:
        between = " ... " if len(group) > 2 else ", "
        return f"prints {_quoted(first[0])}{between}{_quoted(last[0])}"
    more = f" and {len(first) - 2:,} more lines" if len(first) > 2 else ""
    return f"prints {', '.join(map(_quoted, first[:2]))}{more}"


def _quoted(text: str) -> str:
    text = printable(text)
    return f'"{text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 2] + ".."}"'


def _found(finding: Finding) -> Note:
    """Say a finding in one line; the report above has it in full."""
    key, thread, text = WRONG, "", ""
    match finding:
        case Deadlock() if finding.circle:
            text = f"deadlock, a circle: {' -> '.join(finding.circle)}"
        case Deadlock():
            text = "deadlock: nobody is left who could wake the others"
            if len(finding.waiters) == 1:
                thread, text = finding.waiters[0].thread, "waits for ever"
        case LeakedThread():
            names = [waiter.thread for waiter in finding.waiters]
            verb = "never ends" if len(names) == 1 else "never end"
            text = f"{', '.join(names[:3])}{' ..' if len(names) > 3 else ''} {verb}"
        case NeverEnds():
            text = "the program still runs: it never ends"
        case UncaughtException():
            thread, text = finding.thread, f"dies of {finding.kind}"
            text += f": {finding.message}" if finding.message else ""
        case Livelock():
            thread, text = finding.thread, "spins for ever"
        case BusyWait():
            key, thread, text = SPINS, finding.thread, "spins: it runs, and waits for nothing"
        case _:
            text = finding.explain().partition("\n")[0]
    return Note(key, thread, (finding.time,), printable(text))


def lane_of(lanes: Sequence[Lane], thread: str, time: float) -> Lane | None:
    """Return the lane of the thread that has this name at that time."""
    named = [lane for lane in lanes if lane.name == thread]
    begun = [lane for lane in named if lane.begin <= time + HAIR]
    alive = [lane for lane in begun if lane.end is None or lane.end >= time - HAIR]
    return next(iter(alive or begun or named), None)
