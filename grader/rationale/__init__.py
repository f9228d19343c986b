"""Says why a check failed: which cause counts first, and in which words. Runs nothing.

A cause that may have led to the others comes first: an exception in the student's code, a thread
that died, threads that wait or spin for ever, the check's own comparison, threads left over.
"""

from __future__ import annotations

import ast
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from grader.backstop import TimeIsUp
from grader.checking import CheckRun
from grader.engine import Execution
from grader.engine.findings import (
    BusyWait,
    Finding,
    LeakedThread,
    Livelock,
    Place,
    UncaughtException,
)
from grader.engine.story import Event
from grader.model import Outcome
from grader.rationale.assertions import compared, last_wait
from grader.rationale.exceptions import UNWRITTEN, named, told
from grader.rationale.findings import in_words
from grader.rationale.order import ties
from grader.rationale.scene import Scene, busy_loop_around, levels, loop_around
from grader.rationale.slips import slips
from grader.rationale.woken import woken_once
from grader.report.printable import plain_names

Kinds = tuple[type[Finding], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a check ended, and why. Paragraphs of the rationale are apart by an empty line."""

    outcome: Outcome
    rationale: str = ""


PASSED = Verdict(Outcome.PASSED)


Stories = Sequence[Sequence[Event]]


def judge(run: CheckRun, scene: Scene, allowed: Kinds = (), stories: Stories = ()) -> Verdict:
    """Decide whether an execution of a check passed, and why not.

    `stories` has what is known of its threads, and then of those of each program that it ran.
    """
    causes = list(_causes(run, scene, allowed, stories))
    if not causes:
        return PASSED
    error = run.execution.exception
    if error is not None and _is_ours(error, scene):
        return broken(error)
    return failed(causes, scene)


def failed(causes: list[str], scene: Scene) -> Verdict:
    """A well-known slip if there is one, the first cause in full, and the next one's first line."""
    first, *others = causes
    if first.startswith(UNWRITTEN):
        return Verdict(Outcome.FAILED, first)
    known = slips(scene.submission) if scene.submission is not None else []
    paragraphs = ["\n".join([*known, first])]
    paragraphs += [f"and then: {other.splitlines()[0]}" for other in others[:1]]
    return Verdict(Outcome.FAILED, plain_names("\n\n".join(paragraphs)))


def broken(error: BaseException) -> Verdict:
    """Admit a mistake of the kit or of a suite; that memory ran out is none of ours."""
    if isinstance(error, MemoryError):
        return Verdict(Outcome.FAILED, "your code used up all the memory that it may have.")
    where = "".join(traceback.format_exception(error, limit=-4)).rstrip()
    return Verdict(
        Outcome.BROKEN,
        f"the grader itself failed, not your code ({named(error)}). It costs you no points; "
        f"please report it.\n\n{where}",
    )


def stuck(error: TimeIsUp, scene: Scene) -> Verdict:
    """Explain a check that the real-time limit ended; the same words whenever it rang."""
    mine = [place for place in error.frames if scene.is_students(place)] or [*error.frames]
    if not mine:
        return broken(error)
    if error.computing:
        text = _computing(error.thread, mine)
    else:
        text = (
            f"{error.thread} waited in real time for {error.seconds:g} s, and is still here.\n"
            f"    {mine[0]}\n"
            "Only threads and time are simulated: leave the network and other programs alone."
        )
    return failed([text], scene)


def _computing(thread: str, mine: Sequence[Place]) -> str:
    """The loop that a thread was in, the same one wherever in it the limit has found it."""
    outer = mine[::-1]
    endless, long = (
        next(filter(None, (busy_loop_around(place, kind) for place in outer)), None)
        for kind in (ast.While, ast.For)
    )
    if endless is None and long is not None:
        return (
            f"{thread} computed until the time of this check was up, and was still in this loop.\n"
            f"    {long}\n"
            "Does it need so many rounds, and so much in each? To wait for others use join, wait "
            "or sleep, not a loop."
        )
    endless = endless or next(filter(None, map(loop_around, outer)), mine[-1])
    return (
        f"{thread} computes without an end, and never waits.\n    {endless}\n"
        "What should end this? To wait for others use join, wait or sleep, not a loop."
    )


def _is_ours(error: BaseException, scene: Scene) -> bool:
    return compared(error, scene) is None and told(error, scene) is None


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding, and the story of the world that it was found in."""

    finding: Finding
    events: Sequence[Event]


def _causes(run: CheckRun, scene: Scene, allowed: Kinds, stories: Stories) -> Iterator[str]:
    """Every reason to fail the check, the most telling one first."""
    execution = run.execution
    error = execution.exception
    comparison = compared(error, scene) if error is not None else None
    raised = ""
    if error is not None and comparison is None:
        raised = _raised(error, scene, stories[0] if stories else ())
        if not _is_of_the_suite(error, scene):
            yield raised
            raised = ""
    found: list[_Found] = []
    for world, events in zip((execution, *run.programs), chain(stories, repeat(())), strict=False):
        of_world = _findings(world, allowed)
        found += [
            _Found(f, events) for f in of_world if world is execution or not _is_mains(f, world)
        ]
    if comparison is not None:
        for program in run.programs:
            if isinstance(program.exception, Exception):
                yield told(program.exception, scene) or named(program.exception)
    found = _each_kind_once(found)
    late = [each for each in found if isinstance(each.finding, LeakedThread)]
    for each in sorted((each for each in found if each not in late), key=_rank):
        yield in_words(each.finding, scene, each.events)
    if raised:
        yield raised
    if comparison is not None:
        died = any(isinstance(each.finding, UncaughtException) for each in found)
        yield _comparison(comparison, execution, scene, () if died or not stories else stories[0])
    for each in late:
        yield in_words(each.finding, scene, each.events)


def _is_of_the_suite(error: BaseException, scene: Scene) -> bool:
    """Whether a line of the suite raised it, which may be of what a thread did before."""
    path = levels(error)
    return bool(path) and not any(scene.is_students(level.place) for level in path)


def _raised(error: BaseException, scene: Scene, events: Sequence[Event]) -> str:
    """What ended the check, and the cause if main died of what it did after a wait."""
    text = told(error, scene) or named(error)
    cause = next(woken_once(events, "main"), None)
    return text if cause is None else "\n".join([cause.told, text, cause.advice])


def _comparison(
    sentence: str, execution: Execution[object], scene: Scene, events: Sequence[Event]
) -> str:
    """What the check compared in vain; before it the cause, or after it the wait that led there."""
    causes = chain(woken_once(events), ties(events, execution.trace.steps))
    if (cause := next(causes, None)) is not None:
        return "\n".join([cause.told, sentence, cause.advice])
    return "\n".join(filter(None, [sentence, last_wait(execution, scene, sentence)]))


def _findings(execution: Execution[object], allowed: Kinds) -> Iterator[Finding]:
    """The findings that count; what follows from a main that broke off is left out."""
    over = execution.ended if execution.exception is not None else None
    for_ever = any(isinstance(finding, Livelock) for finding in execution.findings)
    for finding in execution.findings:
        if isinstance(finding, allowed) or (for_ever and type(finding) is BusyWait):
            continue
        if over is not None and (isinstance(finding, LeakedThread) or finding.time > over):
            continue
        yield finding


def _each_kind_once(found: list[_Found]) -> list[_Found]:
    """Leave out threads that died of the same as another one, or spin in the same line."""
    first: dict[object, _Found] = {}
    for each in sorted(found, key=lambda each: each.finding.time):
        match each.finding:
            case UncaughtException(kind=kind, message=message, at=place):
                first.setdefault((kind, message, place), each)
            case BusyWait(at=place):
                first.setdefault(place, each)
            case other:
                first[id(other)] = each
    return [*first.values()]


def _is_mains(finding: Finding, program: Execution[object]) -> bool:
    return isinstance(finding, UncaughtException) and finding.exception is program.exception


def _rank(found: _Found) -> tuple[int, float]:
    return (0 if isinstance(found.finding, UncaughtException) else 1), found.finding.time
