"""The process that checks submissions: pytest with all suites collected, waiting for requests.

Started by `zygote`. For each request it forks a child that runs one exercise's checks, so a child
has nothing to import or collect. Where there is no fork it serves one request itself, and ends.

A request is a JSON line on standard input, an answer one on standard output.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import threading
from pathlib import Path
from typing import BinaryIO, NoReturn

import pytest

from grader.engine import execute
from grader.grading.child import check
from grader.grading.children import Children
from grader.grading.request import Request
from grader.pytest_plugin import suites_of

LIKELY = (
    "concurrent.futures.thread",
    "datetime",
    "functools",
    "logging",
    "queue",
    "random",
    "sched",
)
"""Modules that submissions import."""


class Server:
    """A pytest plugin that takes the place of the loop over all tests."""

    def __init__(self, course: Path, requests: BinaryIO, answers: BinaryIO, *, forks: bool) -> None:
        self.course = course
        self.requests = requests
        self.answers = answers
        self.forks = forks
        self.problems: dict[str, str] = {}

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember why a suite could not be collected; it must not stop the others."""
        if report.failed:
            self.problems[str(self.course / report.nodeid)] = str(report.longrepr)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Serve requests until there are no more."""
        _warm_up(session)
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 2)  # what a submission writes there is not ours
        self._answer(problems=self.problems)
        if self.forks:
            self._serve_forking(session)
        elif line := self.requests.readline():
            self._check(session, Request.read(line))
        return True

    def _serve_forking(self, session: pytest.Session) -> None:
        children = Children(self.requests.fileno())
        while line := self.requests.readline():
            request = Request.read(line)
            pid = os.fork()
            if pid == 0:
                children.forget()
                os.setsid()
                self._check(session, request)
            self._answer(**children.wait(pid, request))

    def _check(self, session: pytest.Session, request: Request) -> NoReturn:
        self.requests.close()
        self.answers.close()
        check(session, request)

    def _answer(self, **facts: object) -> None:
        self.answers.write(json.dumps(facts).encode() + b"\n")
        self.answers.flush()


def _warm_up(session: pytest.Session) -> None:
    """Do once what every child would have to do: a child starts with a copy of this process."""
    suites = suites_of(session.config)
    for item in session.items:
        suites.at(item.path)
    for name in LIKELY:
        importlib.import_module(name)
    execute(lambda: threading.Thread(target=int).start())
    gc.collect()
    gc.freeze()


def main(arguments: list[str]) -> int:
    """Serve the suites that are named, until standard input ends."""
    mode, course, *suites = arguments
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b") as null:
        for standard in (0, 1, 2):
            os.dup2(null.fileno(), standard)
    options = ["-p", "grader.pytest_plugin", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    options += ["-q", "--tb=no", "--capture=sys", "--import-mode=importlib", "-o", "addopts="]
    options += [f"--rootdir={course}", "--continue-on-collection-errors"]
    server = Server(Path(course), requests, answers, forks=mode == "fork")
    return int(pytest.main([*options, *suites], plugins=[server]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
