"""What a timeline tells in words below its lanes: the checks' marks, output, findings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
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
from grader.report.lanes.words import clock, printable, short_name
from grader.report.printable import plain_names

MOST_NOTES = 7
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


class About(Enum):
    """Where a note comes from."""

    FINDING = "finding"
    MARK = "mark"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about one or more moments of a thread."""

    key: str
    """Its sign in the lane: a letter, WRONG or SPINS; empty if there is no such lane."""
    thread: str
    times: tuple[float, ...]
    text: str
    about: About

    def is_at(self, time: float) -> bool:
        """Whether its sign is a letter in the lane at that time."""
        if self.key in ("", WRONG, SPINS):
            return False
        index = bisect_left(self.times, time - HAIR)
        return index < len(self.times) and self.times[index] <= time + HAIR

    @property
    def sentence(self) -> str:
        """What there is to say, with the thread's name."""
        if not self.thread:
            return self.text
        colon = ":" if self.about is About.MARK else ""
        return f"{short_name(self.thread)}{colon} {self.text}"

    @property
    def when(self) -> str:
        """Its times in words: "3 s", "1, 2 and 3 s", "1 to 12 s, 12 times"."""
        *others, last = map(clock, self.times)
        if not others:
            return f"{last} s"
        if len(others) > 3:
            return f"{others[0]} to {last} s, {len(self.times):,} times"
        return f"{', '.join(others)} and {last} s"


def notes_of(trace: Trace, findings: Iterable[Finding], marks: Iterable[Mark]) -> list[Note]:
    """Return all that there is to tell: findings, then marks, then output, without keys yet."""
    marked = [
        Note("", each.thread, (each.time,), printable(each.text), About.MARK) for each in marks
    ]
    return [*_found(findings), *marked, *_printed(trace.output)]


def chosen(notes: Sequence[Note], lanes: Sequence[Lane]) -> tuple[list[Note], int]:
    """Return the notes to show, in the order of their first moments, and how many are left out.

    Where there is no room for all, what threads without a lane print is left out first. Notes with
    a lane get a letter each.
    """
    findings = [note for note in notes if note.about is About.FINDING][:MOST_FINDINGS]
    others = [note for note in notes if note.about is not About.FINDING]
    others.sort(key=lambda note: note.about is About.OUTPUT and not _has_lane(note, lanes))
    kept = [*others[: MOST_NOTES - len(findings)], *findings]
    kept.sort(key=lambda note: note.times[0])
    letters = iter(ascii_lowercase)
    lettered = [
        note
        if note.about is About.FINDING or not _has_lane(note, lanes)
        else replace(note, key=next(letters))
        for note in kept
    ]
    return lettered, len(notes) - len(kept)


def _has_lane(note: Note, lanes: Sequence[Lane]) -> bool:
    return lane_of(lanes, note.thread, note.times[0]) is not None


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
        alike = map(_without_numbers, texts)
        groups.setdefault((thread, *alike), []).append((time, texts))
    return [
        Note("", key[0], tuple(times), _prints(texts), About.OUTPUT)
        for key, group in groups.items()
        for times, texts in [zip(*group, strict=True)]
    ]


@lru_cache(maxsize=1024)
def _without_numbers(text: str) -> str:
    return re.sub(r"\d+([.,:]\d+)*", "0", text)


def _prints(group: Sequence[list[str]]) -> str:
    first, last = group[0], group[-1]
    if first != last and len(first) == 1:
        between = " ... " if len(group) > 2 else ", "
        return f"prints {_quoted(first[0])}{between}{_quoted(last[0])}"
    more = f" and {len(first) - 2:,} more lines" if len(first) > 2 else ""
    return f"prints {', '.join(map(_quoted, first[:2]))}{more}"


def _quoted(text: str) -> str:
    text = printable(text)
    return f'"{text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 2] + ".."}"'


def _found(findings: Iterable[Finding]) -> list[Note]:
    """Say findings in a line each; the report above has them in full."""
    findings = tuple(findings)
    endless = {each.thread for each in findings if isinstance(each, Livelock)}
    notes: dict[tuple[str, str, str], Note] = {}
    for finding in findings:
        key, thread, text = _said(finding)
        if key == SPINS and thread in endless:
            continue
        before = notes.get((key, thread, text))
        times = (*before.times, finding.time) if before else (finding.time,)
        notes[key, thread, text] = Note(key, thread, times, printable(text), About.FINDING)
    return list(notes.values())


def _said(finding: Finding) -> tuple[str, str, str]:
    """Return the key, the thread that it is about if it is about one, and what it says."""
    match finding:
        case Deadlock() if finding.circle:
            return WRONG, "", f"deadlock, a circle: {' -> '.join(map(short_name, finding.circle))}"
        case Deadlock() if len(finding.waiters) == 1:
            return WRONG, finding.waiters[0].thread, "waits for ever"
        case Deadlock():
            return WRONG, "", "deadlock: nobody is left who could wake the others"
        case LeakedThread():
            names = [waiter.thread for waiter in finding.waiters]
            verb = "never ends" if len(names) == 1 else "never end"
            return WRONG, "", f"{', '.join(names[:3])}{' ..' if len(names) > 3 else ''} {verb}"
        case NeverEnds():
            return WRONG, "", "the program still runs: it never ends"
        case UncaughtException():
            message = f": {plain_names(finding.message)}" if finding.message else ""
            return WRONG, finding.thread, f"dies of {finding.kind}{message}"
        case Livelock():
            return WRONG, finding.thread, "spins for ever"
        case BusyWait():
            return SPINS, finding.thread, "spins: it runs, and waits for nothing"
        case _:
            return WRONG, "", finding.explain().partition("\n")[0]


def lane_of(lanes: Sequence[Lane], thread: str, time: float) -> Lane | None:
    """Return the lane of the thread that has this name at that time."""
    named = [lane for lane in lanes if lane.name == thread]
    begun = [lane for lane in named if lane.begin <= time + HAIR]
    alive = [lane for lane in begun if lane.end is None or lane.end >= time - HAIR]
    return next(iter(alive or begun or named), None)
