"""Puts what the engine found into a student's words: the cause first, then who did what where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.engine.findings import (
    Deadlock,
    Finding,
    LeakedThread,
    NeverEnds,
    UncaughtException,
    Waiter,
    each_of,
)
from grader.engine.story import Event
from grader.rationale.causes import Cause, cause_of_waiting
from grader.rationale.exceptions import advice, not_written
from grader.rationale.scene import Scene
from grader.rationale.woken import woken_once


def in_words(finding: Finding, scene: Scene, events: Sequence[Event]) -> str:
    """Tell a finding, with what to do about it. `events` is the story of its world, if known."""
    if isinstance(finding, UncaughtException):
        return _death(finding, events)
    cause = cause_of_waiting(finding, events)
    if cause is not None:
        return with_cause(finding, cause)
    text = finding.explain()
    if isinstance(finding, LeakedThread):
        return f"{text}\n{_leaked(scene)}"
    if isinstance(finding, NeverEnds):
        return f"{text}\nWhat should end it, and who says so?"
    return text


def _death(finding: UncaughtException, events: Sequence[Event]) -> str:
    error = finding.exception
    if isinstance(error, NotImplementedError) and finding.at is not None:
        return not_written(error, finding.at)
    cause = next(woken_once(events, finding.thread), None)
    if cause is not None:
        return with_cause(finding, cause)
    return "\n".join([finding.explain(), *(advice(error) if error else ())])


def _leaked(scene: Scene) -> str:
    """What to do about a thread that is left over, as the exercise wants it."""
    stub = scene.submission.stub if scene.submission is not None else None
    if stub is not None and "daemon" in stub.read_text(encoding="utf-8"):
        return (
            "If the program shall not wait for it, make it a daemon (daemon=True) before start(); "
            "else ask it to stop, and join() it."
        )
    return "Ask it to stop, and join() it."


def with_cause(finding: Finding, cause: Cause) -> str:
    """Tell the cause, what came of it, who waits for what at which line, and what to do."""
    if not isinstance(finding, Deadlock | NeverEnds):
        return "\n".join([cause.told, finding.explain(), cause.advice])
    waiters = [each for each in finding.waiters if _is_telling(each)]
    end = f"deadlock at {finding.time:g} s: nobody can go on."
    if isinstance(finding, NeverEnds):
        end = f"the program never ends: at {finding.time:g} s it was still running."
    return "\n".join([cause.told, end, *each_of(waiters), cause.advice])


def _is_telling(waiter: Waiter) -> bool:
    """Whether a waiter is worth a line: a suite's join is not, nor a worker that is idle."""
    if waiter.waits_for == "work for the pool":
        return False
    if waiter.thread != "main" or not waiter.waits_for.startswith("the thread"):
        return True
    return waiter.place is not None and not Path(waiter.place.file).name.startswith("test_")
