"""Says why a check failed: which cause counts first, and in which words. Runs nothing.

A cause that may have led to the others comes first: an exception in the student's code, a thread
that died, threads that wait or spin for ever, the check's own comparison, threads left over.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.backstop import TimeIsUp
from grader.checking import CheckRun
from grader.engine import Execution
from grader.engine.findings import (
    BusyWait,
    Deadlock,
    Finding,
    LeakedThread,
    Livelock,
    NeverEnds,
    UncaughtException,
    Waiter,
    each_of,
)
from grader.engine.story import Event
from grader.model import Outcome
from grader.rationale.assertions import compared, last_wait, plain
from grader.rationale.causes import Cause, cause_of
from grader.rationale.exceptions import (
    UNWRITTEN,
    advice_on_threads,
    named,
    not_written,
    told,
)
from grader.rationale.scene import Scene, loop_around
from grader.rationale.slips import slips

Kinds = tuple[type[Finding], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a check ended, and why. Paragraphs of the rationale are apart by an empty line."""

    outcome: Outcome
    rationale: str = ""


PASSED = Verdict(Outcome.PASSED)


def judge(
    run: CheckRun, scene: Scene, allowed: Kinds = (), events: Sequence[Event] = ()
) -> Verdict:
    """Decide whether an execution of a check passed, and why not. `events` is its story, if any."""
    causes = list(_causes(run, scene, allowed, events))
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
    return Verdict(Outcome.FAILED, plain("\n\n".join(paragraphs)))


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
        loop = next(filter(None, map(loop_around, reversed(mine))), mine[-1])
        text = (
            f"{error.thread} computes without an end, and never waits.\n    {loop}\n"
            "What should end this? To wait for others use join, wait or sleep, not a loop."
        )
    else:
        text = (
            f"{error.thread} waited in real time for {error.seconds:g} s, and is still here.\n"
            f"    {mine[0]}\n"
            "Only threads and time are simulated: leave the network and other programs alone."
        )
    return failed([text], scene)


def _is_ours(error: BaseException, scene: Scene) -> bool:
    return compared(error, scene) is None and told(error, scene) is None


def _causes(run: CheckRun, scene: Scene, allowed: Kinds, events: Sequence[Event]) -> Iterator[str]:
    """Every reason to fail the check, the most telling one first."""
    execution = run.execution
    error = execution.exception
    comparison = compared(error, scene) if error is not None else None
    if error is not None and comparison is None:
        yield told(error, scene) or named(error)
    found = [*_findings(execution, allowed)]
    for program in run.programs:
        found += [each for each in _findings(program, allowed) if not _is_mains(each, program)]
    if comparison is not None:
        for program in run.programs:
            if isinstance(program.exception, Exception):
                yield told(program.exception, scene) or named(program.exception)
    late = [each for each in found if isinstance(each, LeakedThread)]
    for finding in sorted((each for each in found if each not in late), key=_rank):
        yield _finding(finding, scene, events)
    if comparison is not None:
        evidence = last_wait(execution, scene, comparison)
        yield f"{comparison}\n{evidence}" if evidence else comparison
    for finding in late:
        yield _finding(finding, scene, events)


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


def _is_mains(finding: Finding, program: Execution[object]) -> bool:
    return isinstance(finding, UncaughtException) and finding.exception is program.exception


def _rank(finding: Finding) -> tuple[int, float]:
    return (0 if isinstance(finding, UncaughtException) else 1), finding.time


def _finding(finding: Finding, scene: Scene, events: Sequence[Event]) -> str:
    if isinstance(finding, Deadlock) and (cause := cause_of(events, [finding])) is not None:
        return for_ever(finding, cause)
    text = finding.explain()
    if isinstance(finding, UncaughtException):
        if isinstance(finding.exception, NotImplementedError) and finding.at is not None:
            return not_written(finding.exception, finding.at)
        advice = advice_on_threads(finding.exception) if finding.exception else ()
        return "\n".join([text, *advice])
    if isinstance(finding, LeakedThread):
        return f"{text}\n{_leaked(scene)}"
    if isinstance(finding, NeverEnds):
        return f"{text}\nWhat should end it, and who says so?"
    return text


def _leaked(scene: Scene) -> str:
    """What to do about a thread that is left over, as the exercise wants it."""
    stub = scene.submission.stub if scene.submission is not None else None
    if stub is not None and "daemon" in stub.read_text(encoding="utf-8"):
        return (
            "If the program shall not wait for it, make it a daemon (daemon=True) before start(); "
            "else ask it to stop, and join() it."
        )
    return "Ask it to stop, and join() it."


def for_ever(deadlock: Deadlock, cause: Cause) -> str:
    """Tell a deadlock: its cause, who waits for what at which line, and what to do."""
    waiters = [each for each in deadlock.waiters if _is_telling(each)]
    head = f"{cause.told}\ndeadlock at {deadlock.time:g} s: nobody can go on."
    return "\n".join([head, *each_of(waiters), cause.advice])


def _is_telling(waiter: Waiter) -> bool:
    """Whether a waiter is worth a line: a suite's join is not, nor a worker that is idle."""
    if waiter.waits_for == "work for the pool":
        return False
    if waiter.thread != "main" or not waiter.waits_for.startswith("the thread"):
        return True
    return waiter.place is not None and not Path(waiter.place.file).name.startswith("test_")
