"""Decides what a report says of each check, and what it need not say twice. Knows no looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.model import CheckResult, Outcome, Report


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of one check, below its title."""

    result: CheckResult
    paragraphs: tuple[str, ...] = ()
    repeats: bool = False
    """Whether it begins as a check above did: "same cause as above"."""

    @property
    def is_new(self) -> bool:
        """Whether there is anything that was not said before; only then is a picture shown."""
        return bool(self.paragraphs)


def note_of(report: Report) -> str:
    """Return the one reason for all: the report's note, or the rationale that all checks share."""
    return report.note or _common_cause(report.results)


def tell(report: Report) -> Iterator[Told]:
    """Yield what to say of each check; what the note says, or a check above, is left out."""
    note = note_of(report)
    said = set(note.split("\n\n")) if note else set()
    for result in report.results:
        if result.outcome is Outcome.PASSED or _is_told(result, note):
            yield Told(result)
            continue
        fresh = tuple(each for each in result.rationale.split("\n\n") if each not in said)
        said.update(fresh)
        yield Told(result, fresh, not result.rationale.startswith(fresh or "\0"))


def nudges(report: Report) -> bool:
    """Whether a hint would help: there is one, and a check failed."""
    failed = any(each.outcome is Outcome.FAILED for each in report.results)
    return failed and bool(report.exercise.hints)


def _common_cause(results: Sequence[CheckResult]) -> str:
    """The rationale that all checks share, as after a syntax error; told once, at the top."""
    rationales = {result.rationale for result in results}
    return rationales.pop() if len(results) > 1 and len(rationales) == 1 else ""


def _is_told(result: CheckResult, note: str) -> bool:
    return not result.rationale or result.rationale == note
