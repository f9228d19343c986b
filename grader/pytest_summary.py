"""Shows what became of the checks: a report for each exercise, and a file for the grader."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from _pytest.terminal import TerminalReporter

from grader.model import Check, CheckResult, Outcome, Report
from grader.pytest_suite import Suite, Suites
from grader.report.terminal import ASCII, UNICODE, Marks, render

Printed = Mapping[str, tuple[str, ...]]

STYLES: dict[str, dict[str, bool]] = {
    "": {},
    "title": {"bold": True},
    "good": {"green": True},
    "bad": {"red": True},
    "warn": {"yellow": True},
    "dim": {"light": True},
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One check's result, and where it came from: travels with pytest's own report as a dict."""

    suite: str
    result: CheckResult
    printed: tuple[str, ...] = ()

    def attach(self, report: pytest.TestReport) -> None:
        """Let pytest's report, which may come from another process, carry this entry."""
        vars(report)["grader_entry"] = {
            "suite": self.suite,
            "result": as_dict(self.result),
            "printed": list(self.printed),
        }

    @staticmethod
    def of(report: object) -> Entry | None:
        """Return what `attach` gave to a report, or None."""
        found = getattr(report, "grader_entry", None)
        if found is None:
            return None
        return Entry(found["suite"], _result(**found["result"]), tuple(found["printed"]))


def as_dict(result: CheckResult) -> dict[str, Any]:
    """Return a result as plain values: one line of the file for the grader."""
    check = result.check
    return {
        "name": check.name,
        "title": check.title,
        "points": check.points,
        "visible": check.visible,
        "outcome": result.outcome.value,
        "rationale": result.rationale,
        "timeline": result.timeline,
        "svg": result.svg,
    }


def _result(
    name: str, title: str, points: int, visible: bool, outcome: str, **texts: str
) -> CheckResult:
    return CheckResult(Check(name, title, points, visible), Outcome(outcome), **texts)


class ResultsFile:
    """Appends a JSON line for every check as soon as it has ended."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write and close, so that a process that dies keeps what it had."""
        entry = Entry.of(report)
        if entry is not None:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(as_dict(entry.result)) + "\n")


class Summary:
    """Prints the reports at the end of the session, in place of pytest's FAILURES."""

    def __init__(self, config: pytest.Config, suites: Suites) -> None:
        self.config = config
        self.suites = suites

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(
        self, terminalreporter: TerminalReporter
    ) -> Generator[None, None, None]:
        """Let pytest tell of everything else, then show the reports."""
        with self._without_ours(terminalreporter.stats):
            yield
        for report, printed in self._reports(terminalreporter.stats):
            self._show(terminalreporter, report, printed)

    @contextmanager
    def _without_ours(self, stats: dict[str, list[Any]]) -> Iterator[None]:
        """Hide our failures from pytest's sections, unless a style of traceback was asked for."""
        if shows_tracebacks(self.config):
            yield
            return
        before = stats.get("failed", [])
        others = [report for report in before if Entry.of(report) is None]
        if len(others) < len(before):
            stats["failed"] = others
        yield
        if len(others) < len(before):
            stats["failed"] = before

    def _reports(self, stats: dict[str, list[Any]]) -> Iterator[tuple[Report, Printed]]:
        """A report for each exercise and submission that has something to say."""
        groups: dict[tuple[int, Path], list[tuple[Suite, Entry]]] = {}
        for entry in filter(None, map(Entry.of, chain.from_iterable(stats.values()))):
            suite = self.suites.at(Path(entry.suite))
            if suite is not None:
                group = int(suite.exercise.number), suite.answer
                groups.setdefault(group, []).append((suite, entry))
        for _, members in sorted(groups.items()):
            members.sort(key=lambda member: member[0].position(member[1].result.check))
            results = tuple(entry.result for _, entry in members)
            if self._is_worth_showing(results):
                printed = {entry.result.check.name: entry.printed for _, entry in members}
                yield Report("", members[0][0].exercise, results), printed

    def _is_worth_showing(self, results: tuple[CheckResult, ...]) -> bool:
        """A hidden suite that passes, as all do in the kit's own tests, is not."""
        verbose: int = self.config.get_verbosity()
        return verbose > 0 or any(
            each.check.visible or each.outcome is not Outcome.PASSED for each in results
        )

    def _show(self, reporter: TerminalReporter, report: Report, printed: Printed) -> None:
        writer = self.config.get_terminal_writer()
        encoding = encoding_of(writer)
        details = self.config.getoption("tbstyle") != "no"
        marks = marks_for(encoding)
        reporter.write_line("")
        for line in render(
            report, width=writer.fullwidth, marks=marks, details=details, printed=printed
        ):
            for span in line:
                text = span.text.encode(encoding, "backslashreplace").decode(encoding)
                reporter.write(text, **STYLES[span.style])
            reporter.write_line("")
        for path in self._strays(report):
            reporter.write_line(f"\n  {path} was not checked. Save it as", **STYLES["warn"])
            reporter.write_line(f"      {_shown(report.exercise.stub)}")

    def _strays(self, report: Report) -> list[str]:
        """Files that are called like a student's, and lie where no check looks for them."""
        exercise = report.exercise
        if self.suites.given or not any(each.check.visible for each in report.results):
            return []
        shelf = exercise.folder.parent
        places = {Path.cwd(), shelf.parent, shelf, *shelf.iterdir()} - {exercise.folder}
        found = (place / exercise.filename for place in places)
        return sorted(_shown(path) for path in found if path.is_file())


def _shown(path: Path) -> str:
    """A path as it is typed in the current folder, if it lies there."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def shows_tracebacks(config: pytest.Config) -> bool:
    """Whether pytest's own tracebacks were asked for with --tb."""
    return config.getoption("tbstyle") in ("short", "long", "native")


def encoding_of(writer: object) -> str:
    """Return how the terminal behind pytest's writer encodes text."""
    return getattr(getattr(writer, "_file", None), "encoding", None) or "ascii"


def marks_for(encoding: str) -> Marks:
    """Return the prettiest marks that a terminal can show."""
    try:
        "".join(astuple(UNICODE)).encode(encoding)
    except UnicodeEncodeError:
        return ASCII
    return UNICODE
