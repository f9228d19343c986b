"""Lets pytest run an exercise's checks: by number, each in a world of its own, with a report.

Knows pytest's hooks. How a check runs is in `checking`, why it failed in `rationale`, and how a
report looks in `report.terminal`.
"""

from __future__ import annotations

import argparse
import faulthandler
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial, update_wrapper
from typing import Any

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key

from grader.backstop import Backstop
from grader.catalog import CatalogError
from grader.checking import CheckRun
from grader.judging import SECONDS, backstop_for, judged
from grader.last_words import last_words
from grader.model import Check, CheckResult, Outcome
from grader.pytest_numbers import completed
from grader.pytest_suite import Suite, Suites
from grader.pytest_summary import Entry, ResultsFile, Summary, shows_tracebacks
from grader.rationale import broken
from grader.rationale.scene import without_library
from grader.report.picture import pictures_of
from grader.unreadable import checks_come_back, checks_of

_suites = pytest.StashKey[Suites]()
_entry = pytest.StashKey[Entry]()
_limit = pytest.StashKey[float]()
_backstop = pytest.StashKey[Backstop]()


_NO_HOME = (
    "{0.parent.name}/{0.name} is in no exercise's folder. Such a folder is called like "
    "03_stop_via_event, and its checks like test_stop_via_event.py; was it renamed, or copied?"
)


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
keyboard = _fixture("keyboard", "What is typed, and when Ctrl-C is pressed, at virtual seconds.")


# -- the command line ---------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of an exercise's run."""
    group = parser.getgroup("grader", "threading exercises")
    group.addoption(
        "--submission",
        metavar="PATH",
        help="check this file, or the files in this folder, instead of the exercise's own; "
        "for a path outside of the course write --submission=PATH, in one word",
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out Python's warnings about submissions: a report says what matters in a sentence."""
    paths = {item.path for item in items}
    suites = {path for path in paths if config.stash[_suites].exercise_of(path) is not None}
    for item in items:
        if item.path in suites:
            item.add_marker(pytest.mark.filterwarnings("ignore"))


def suites_of(config: pytest.Config) -> Suites:
    """Return what a session knows of suites; the grader's server tells them whom to check."""
    return config.stash[_suites]


# -- a check ------------------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a check of a suite in a world of its own; leave every other test alone."""
    suite = pyfuncitem.config.stash[_suites].at(pyfuncitem.path)
    body, wanted = _body(pyfuncitem)
    if suite is None and wanted:
        pytest.fail(_NO_HOME.format(pyfuncitem.path), pytrace=False)
    if suite is None:
        return None
    backstop = backstop_for(suite, body, _limit_of(pyfuncitem))
    pyfuncitem.stash[_backstop] = backstop
    echo = pyfuncitem.config.getoption("capture") == "no"
    with _last_words(pyfuncitem.config), _last_resort(pyfuncitem.config, 2 * backstop.real):
        verdict, run = judged(suite, body, wanted, backstop, echo=echo)
    pictures = pictures_of(run) if verdict.outcome is Outcome.FAILED else ("", "")
    result = CheckResult(_check(pyfuncitem, suite), verdict.outcome, verdict.rationale, *pictures)
    pyfuncitem.stash[_entry] = Entry(str(suite.path), result, _printed(run))
    if verdict.outcome is not Outcome.PASSED:
        error = run.execution.exception if run and _is_looked_at(pyfuncitem.config) else None
        raise without_library(error) if error else CheckFailed(verdict.rationale)
    return True


def _body(item: pytest.Function) -> tuple[Any, list[str]]:
    """The check, given all of its arguments but those that are made in its world."""
    arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
    wanted = [name for name in arguments if isinstance(arguments[name], Placeholder)]
    others = {name: value for name, value in arguments.items() if name not in wanted}
    return update_wrapper(partial(item.obj, **others), item.obj), wanted


def _check(item: pytest.Function, suite: Suite) -> Check:
    name = getattr(item, "originalname", item.name)
    return suite.checks.get(name) or Check(name, name, 1, suite.visible)


def _is_looked_at(config: pytest.Config) -> bool:
    """Whether somebody asked for the exception itself, and not just for what we say of it.

    If not, pytest is not told of it: an exception's own methods and properties may do anything.
    """
    return shows_tracebacks(config) or bool(config.getoption("usepdb"))


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
    entry = item.stash.get(_entry, None) if report.when == "call" else None
    if report.when == "setup" and report.failed and call.excinfo is not None:
        entry = _unprepared(item, call.excinfo.value)
    if entry is not None:
        entry.attach(report)
        if report.failed and not shows_tracebacks(item.config):
            report.longrepr = entry.result.rationale
    return report


def pytest_exception_interact(
    node: pytest.Item | pytest.Collector,
    call: pytest.CallInfo[Any],
    report: pytest.CollectReport | pytest.TestReport,
) -> None:
    """Say in a sentence that somebody has damaged the checks of an exercise."""
    if not isinstance(report, pytest.CollectReport) or shows_tracebacks(node.config):
        return
    exercise = node.config.stash[_suites].exercise_of(node.path)
    if exercise is not None and call.excinfo is not None:
        error = call.excinfo.value.__cause__ or call.excinfo.value
        report.longrepr = checks_of(node.path.name, error)
        if node.path == exercise.visible_suite:
            report.longrepr += f"\n{checks_come_back(exercise.number)}"


def _unprepared(item: pytest.Item, error: BaseException) -> Entry | None:
    """The result of a check that did not get as far as the student's code."""
    suite = item.config.stash[_suites].at(item.path)
    if suite is None or not isinstance(item, pytest.Function):
        return None
    verdict = broken(error)
    result = CheckResult(_check(item, suite), verdict.outcome, verdict.rationale)
    return Entry(str(suite.path), result)


# -- the real-time limit: pytest-timeout's, kept in our way ---------------------------------------


@pytest.hookimpl(optionalhook=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> bool | None:
    """Take over from pytest-timeout for a check; it stays in charge of all other tests."""
    if item.config.stash[_suites].at(item.path) is None:
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


def _last_words(config: pytest.Config) -> AbstractContextManager[None]:
    """What a student sees who ends Python itself; a class's grader sees how a process ended."""
    stderr = config.stash.get(fault_handler_stderr_fd_key, None)
    if stderr is None or config.getoption("grader_results"):
        return nullcontext()
    return last_words(stderr)


@contextmanager
def _last_resort(config: pytest.Config, seconds: float) -> Iterator[None]:
    """End the process, and say where it was, if a check is stuck in C code: nothing else can."""
    stderr = config.stash.get(fault_handler_stderr_fd_key, None)
    if stderr is None or seconds <= 0:
        yield
        return
    faulthandler.dump_traceback_later(seconds, exit=True, file=stderr)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _limit_of(item: pytest.Item) -> float:
    """The real seconds that a check may last; 0 if somebody debugs, or switched the limit off."""
    off = item.config.getoption("usepdb") or item.config.getoption("timeout", None) == 0
    return item.stash.get(_limit, 0.0 if off else SECONDS)
