"""Lets pytest run an exercise's checks: by number, each in a world of its own, with a report.

Knows pytest's hooks. How a check runs is in `checking`, why it failed in `rationale`, and how a
report looks in `report.terminal`.
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Generator
from functools import partial
from typing import Any

import pytest

from grader.backstop import Backstop, TimeIsUp
from grader.catalog import CatalogError
from grader.checking import CheckRun, run_check
from grader.model import Check, CheckResult, Outcome
from grader.pytest_numbers import completed
from grader.pytest_suite import Suite, Suites
from grader.pytest_summary import Entry, ResultsFile, Summary, shows_tracebacks
from grader.rationale import Verdict, broken, failed, judge, stuck
from grader.rationale.scene import Scene, without_library
from grader.submission import SubmissionError

COMPUTING = 0.3
"""The share of it that a check may spend computing: what goes on waits, and costs no time."""
AFTER_A_HIT = 1.0
"""Seconds of computing for the checks of a suite after one that never ended."""

SECONDS = 10.0
"""The real-time limit of a check if pytest-timeout was told none."""

_suites = pytest.StashKey[Suites]()
_entry = pytest.StashKey[Entry]()
_limit = pytest.StashKey[float]()
_backstop = pytest.StashKey[Backstop]()


class CheckFailed(Exception):
    """A check failed without an exception that pytest could show; the text is the rationale."""


class Placeholder:
    """Stands for a fixture until the check's world is there."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, attribute: str) -> object:
        raise AttributeError(f"{self.name} exists inside a check only, not in another fixture")


def _fixture(name: str, promise: str) -> Any:
    def make() -> Placeholder:
        return Placeholder(name)

    make.__doc__ = promise
    return pytest.fixture(name=name)(make)


submission = _fixture("submission", "The student's module, imported afresh for every execution.")
clock = _fixture("clock", "Virtual time: `clock.now`, and `clock.advance(seconds)`.")
together = _fixture("together", "Calls each function in a thread of its own, and joins them all.")
program = _fixture("program", "Runs a function as a whole program, to the interpreter's end.")
trace = _fixture("trace", "What has happened so far in this execution.")


# -- the command line ---------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of an exercise's run."""
    group = parser.getgroup("grader", "threading exercises")
    group.addoption(
        "--submission",
        metavar="PATH",
        help="check this file, or the files in this folder, instead of the exercise's own",
    )
    group.addoption(
        "--course",
        metavar="DIR",
        help="the folder with exercises/, for numbers such as exercises/03",
    )
    group.addoption("--grader-results", metavar="FILE", help=argparse.SUPPRESS)


def pytest_configure(config: pytest.Config) -> None:
    """Complete the exercises' numbers, and make room for what a session remembers."""
    start = config.invocation_params.dir
    course, given, results = (
        start / value if (value := config.getoption(option)) else None
        for option in ("course", "submission", "grader_results")
    )
    try:
        config.args = [completed(argument, start, course) for argument in config.args]
    except CatalogError as error:
        raise pytest.UsageError(str(error)) from None
    suites = config.stash[_suites] = Suites(given)
    if hasattr(config, "workerinput"):  # one of xdist's; its results go to the main process
        return
    config.pluginmanager.register(Summary(config, suites))
    if results is not None:
        config.pluginmanager.register(ResultsFile(results))


def suites_of(config: pytest.Config) -> Suites:
    """Return what a session knows of suites; the grader's server tells them whom to check."""
    return config.stash[_suites]


# -- a check ------------------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a check of a suite in a world of its own; leave every other test alone."""
    suite = pyfuncitem.config.stash[_suites].at(pyfuncitem.path)
    if suite is None:
        return None
    verdict, run = _judged(pyfuncitem, suite)
    result = CheckResult(_check(pyfuncitem, suite), verdict.outcome, verdict.rationale)
    pyfuncitem.stash[_entry] = Entry(str(suite.path), result, _printed(run))
    if verdict.outcome is not Outcome.PASSED:
        error = run.execution.exception if run else None
        raise without_library(error) if error else CheckFailed(verdict.rationale)
    return True


def _judged(item: pytest.Function, suite: Suite) -> tuple[Verdict, CheckRun | None]:
    """Run a check within its limits, and judge it."""
    scene = Scene(None, suite.path)
    backstop = Backstop(*_limits(item, suite))
    item.stash[_backstop] = backstop
    try:
        submission = suite.submission()
        scene = Scene(submission, suite.path)
        backstop.start(str(submission.path))
        body, wanted = _body(item)
        echo = item.config.getoption("capture") == "no"
        run = run_check(body, submission, wanted, echo=echo)
        return judge(run, scene, getattr(item.function, "allows", ())), run
    except SubmissionError as error:
        return Verdict(Outcome.FAILED, str(error)), None
    except TimeIsUp as error:
        suite.was_stuck = True
        return stuck(error, scene), None
    except pytest.fail.Exception as error:
        return failed([str(error)], scene), None
    except Exception as error:
        return broken(error), None
    finally:
        backstop.cancel()


def _body(item: pytest.Function) -> tuple[Any, list[str]]:
    """The check, given all of its arguments but those that are made in its world."""
    arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
    wanted = [name for name in arguments if isinstance(arguments[name], Placeholder)]
    others = {name: value for name, value in arguments.items() if name not in wanted}
    return partial(item.obj, **others), wanted


def _check(item: pytest.Function, suite: Suite) -> Check:
    name = getattr(item, "originalname", item.name)
    return suite.checks.get(name) or Check(name, name, 1, suite.visible)


def _printed(run: CheckRun | None) -> tuple[str, ...]:
    if run is None:
        return ()
    return tuple(
        line.text for execution in (run.execution, *run.programs) for line in execution.trace.output
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let pytest's report carry the check's result, and its rationale instead of a traceback."""
    report = yield
    entry = item.stash.get(_entry, None)
    if entry is not None and report.when == "call":
        entry.attach(report)
        if report.failed and not shows_tracebacks(item.config):
            report.longrepr = entry.result.rationale
    return report


# -- the real-time limit: pytest-timeout's, kept in our way ---------------------------------------


@pytest.hookimpl(optionalhook=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> bool | None:
    """Take over from pytest-timeout for a check; it stays in charge of all other tests."""
    if item.config.stash[_suites].at(item.path) is None or not _is_main_thread():
        return None
    item.stash[_limit] = settings.timeout
    return True


@pytest.hookimpl(optionalhook=True)
def pytest_timeout_cancel_timer(item: pytest.Item) -> bool | None:
    """Stop counting, also before a debugger takes over."""
    backstop = item.stash.get(_backstop, None)
    if backstop is not None:
        backstop.cancel()
    return True if _limit in item.stash else None


def _is_unlimited(config: pytest.Config) -> bool:
    """Whether somebody debugs, or switched the limit off."""
    return bool(config.getoption("usepdb")) or config.getoption("timeout", None) == 0


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _limits(item: pytest.Function, suite: Suite) -> tuple[float, float]:
    """The seconds that a check may last, and those that it may compute."""
    real = item.stash.get(_limit, 0.0 if _is_unlimited(item.config) else SECONDS)
    if suite.was_stuck:
        return min(real, 3 * AFTER_A_HIT), AFTER_A_HIT
    return real, real * (1 if getattr(item.function, "explores", False) else COMPUTING)
