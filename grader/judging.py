"""Runs one check within its real-time limits and judges it. Knows nothing of pytest's sessions.

Whatever a submission does, there is a verdict; our own mistakes come out as broken.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection

import pytest

from grader.backstop import Backstop, TimeIsUp
from grader.checking import CheckRun, run_check
from grader.exploring import DetailedRun, explore_check, told_in_detail
from grader.model import Outcome
from grader.pytest_suite import Suite
from grader.rationale import Verdict, broken, failed, judge, stuck
from grader.rationale.exceptions import told
from grader.rationale.explored import failure_of, judge_explored
from grader.rationale.scene import Scene
from grader.rationale.woken import waits_once
from grader.submission import SubmissionError

SECONDS = 10.0
"""The real-time limit of a check if pytest-timeout was told none."""
COMPUTING = 0.6
"""The share of it that a check may spend computing: what goes on waits, and costs no time."""
AFTER_A_HIT = 1.0
"""Seconds of computing for the checks of a suite after one that never ended."""


def backstop_for(suite: Suite, check: Callable[..., object], real: float = SECONDS) -> Backstop:
    """Return the limits of a check; shorter ones once a check of this suite was stuck.

    Signals ring in the main OS thread alone: elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        return Backstop(0, 0)
    waiting = real * suite.patience
    if suite.was_stuck:
        return Backstop(min(waiting, 3 * AFTER_A_HIT * suite.patience), AFTER_A_HIT)
    return Backstop(waiting, real * (1 if getattr(check, "explores", None) else COMPUTING))


def judged(
    suite: Suite,
    check: Callable[..., object],
    wanted: Collection[str],
    backstop: Backstop,
    *,
    echo: bool = False,
) -> tuple[Verdict, CheckRun | None]:
    """Run a check of a suite, given the fixtures that it wants, and judge what happened."""
    scene = Scene(None, suite.path)
    try:
        submission = suite.submission()
        scene = Scene(submission, suite.path)
        backstop.start(str(submission.path))
        allowed = getattr(check, "allows", ())
        explores = getattr(check, "explores", None)
        if explores is not None:
            explored = explore_check(
                check,
                submission,
                wanted,
                lambda run: failure_of(run, scene, allowed),
                races_fail=explores.races,
            )
            if explored.exploration is not None:
                return judge_explored(explored, scene, allowed), explored.run
            run = explored.run
        else:
            run = run_check(check, submission, wanted, echo=echo)
        try:
            anyway = waits_once(submission.tree)
            detailed = told_in_detail(run, check, submission, wanted, anyway=anyway)
        except TimeIsUp:  # what the first execution has shown stands
            backstop.cancel()
            detailed = DetailedRun(run)
        stories = (detailed.events, *detailed.of_programs)
        return judge(detailed.run, scene, allowed, stories), detailed.run
    except SubmissionError as error:
        return Verdict(Outcome.FAILED, str(error)), None
    except TimeIsUp as error:
        suite.was_stuck = True
        return stuck(error, scene), None
    except pytest.fail.Exception as error:
        return failed([str(error)], scene), None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        # What a submission's own line raises is its own, even in a __str__ that we have called.
        text = told(error, scene)
        if text is None and not isinstance(error, Exception):
            raise
        return (failed([text], scene) if text else broken(error)), None
    finally:
        backstop.cancel()
