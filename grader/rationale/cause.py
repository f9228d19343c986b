"""What a cause of a failure is, and the words that all causes share. Finds none itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.engine.findings import Place
from grader.engine.story import Event


@dataclass(frozen=True, slots=True)
class Cause:
    """A pattern's name, what happened in a sentence or two, and the things that it is about."""

    pattern: str
    text: str
    advice: str
    """What would have made it pass."""
    keys: frozenset[tuple[int, str]] = frozenset()

    @property
    def told(self) -> str:
        """The pattern and the sentence, as a line."""
        return f"{self.pattern[0].upper()}{self.pattern[1:]}: {self.text}"


def at(place: Place | None) -> str:
    """Say in which line: " in line 7", or nothing; a suite's line with its file."""
    if place is None:
        return ""
    file = Path(place.file).name
    return f" in line {place.line}{f' of {file}' if file.startswith('test_') else ''}"


def plain_name(name: str) -> str:
    """Return a name without the number that tells it apart."""
    return name.partition(" (")[0]


def last_name(name: str) -> str:
    """Return the last part of a name: `stop` for `self.stop`."""
    return plain_name(name).rpartition(".")[2]


def listed(names: Sequence[str]) -> str:
    """Join names: "a, b and c"."""
    *first, last = dict.fromkeys(names)
    return f"{', '.join(first)} and {last}" if first else last


def taken(events: Sequence[Event], target: int, thread: str) -> Event | None:
    """Return how a thread took the lock or the place that it has not given back, if it is known."""
    open_ones: list[Event] = []
    for event in events:
        if event.key[0] == target and event.thread == thread:
            if event.kind == "acquire":
                open_ones.append(event)
            elif event.kind == "release" and open_ones:
                open_ones.pop()
    return open_ones[-1] if open_ones else None
