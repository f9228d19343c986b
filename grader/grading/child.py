"""What goes on in the process that runs a submission's checks, and ends with them.

It writes down each check that begins, each that has ended, and what stopped it, at once: nobody
knows how far it will come.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import pytest

from grader.grading import limits
from grader.grading.fence import fence_in
from grader.grading.request import Request
from grader.pytest_plugin import suites_of
from grader.pytest_summary import ResultsFile

OURS = 70
"""The exit status after a crash of our own code."""
SPARE = 16 << 20
"""Bytes kept back for telling that memory has run out."""

_crash = pytest.StashKey[BinaryIO]()


def check(session: pytest.Session, request: Request) -> NoReturn:
    """Check one submission in this process, which ends with it."""
    status, spare = OURS, bytearray(SPARE)
    try:
        _prepare(session, request)
        _run(session, request)
        status = 0
    except BaseException as error:
        del spare
        with suppress(BaseException):
            _note(request.results, **_fault(error))
    finally:
        # Neither atexit handlers nor threads of the submission get another turn.
        os._exit(status)


def _prepare(session: pytest.Session, request: Request) -> None:
    os.chdir(request.folder)
    crash = open(request.crash, "wb", buffering=0)  # noqa: SIM115 - open until the end
    session.config.stash[_crash] = crash
    faulthandler.enable(crash)
    if hasattr(signal, "SIGXCPU"):
        faulthandler.register(signal.SIGXCPU, crash, chain=True)
    suites = suites_of(session.config)
    for path in request.suites:
        suite = suites.at(Path(path))
        if suite is not None:
            suite.given = Path(request.submission)
            suite.patience = limits.PATIENCE
    session.config.pluginmanager.register(ResultsFile(Path(request.results)))
    # It writes for nobody, to a file that the submission may have closed.
    session.config.pluginmanager.unregister(name="terminalreporter")
    os.environ["TMPDIR"] = request.folder
    tempfile.tempdir = None
    results = Path(request.results)
    results.touch()
    fence_in(Path(request.folder), results)
    limits.confine()


def _run(session: pytest.Session, request: Request) -> None:
    """Run the checks of the wanted suites in the order of the request."""
    wanted = {Path(path): number for number, path in enumerate(request.suites)}
    items = [item for item in session.items if item.path in wanted]
    items.sort(key=lambda item: wanted[item.path])
    suites = suites_of(session.config)
    visible = {
        path: suite is None or suite.visible for path in wanted for suite in [suites.at(path)]
    }
    for item, following in zip(items, [*items[1:], None], strict=True):
        name = getattr(item, "originalname", item.name)
        _note(request.results, begins=name, visible=visible[item.path])
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if limits.is_memory_used_up():
            # Whether this check failed, or something of ours, depends on where memory ran out.
            raise MemoryError
    _note(request.results, complete=True)


def _fault(error: BaseException) -> dict[str, str]:
    """Tell whose fault it is that the checks were stopped: ours, unless we never raise such."""
    told = f"{type(error).__name__}: {error}".removesuffix(": ")
    if isinstance(error, MemoryError):
        return {"used_up": f"{limits.MEMORY >> 20} MB of memory"}
    if isinstance(error, Exception) and not isinstance(error, pytest.exit.Exception):
        where = "".join(traceback.format_exception(error, limit=-4)).rstrip()
        return {"crash": f"{told}\n\n{where}"}
    return {"stopped": told}


def _note(results: str, **facts: Any) -> None:
    with open(results, "a", encoding="utf-8") as file:
        file.write(json.dumps(facts) + "\n")
