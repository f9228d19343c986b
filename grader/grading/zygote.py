"""A warm process, ready to check submissions: how to start one, ask it, and lose it.

Knows how processes are started and end. What goes on inside is in `server`; what an ending means
for a submission is in `endings`.
"""

from __future__ import annotations

import json
import os
import queue
import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from grader.grading.patience import Patience
from grader.grading.request import Request

STARTING = 120.0
"""Real seconds until a zygote must be ready."""
OVERDUE = 30.0
"""Real seconds without a result, beyond what a child may be silent, until a zygote is given up."""


class ZygoteLost(Exception):
    """A zygote died or fell silent; `by_signal` if something killed it."""

    def __init__(self, told: str, *, by_signal: bool = False) -> None:
        super().__init__(told)
        self.by_signal = by_signal


@dataclass(frozen=True, slots=True)
class Ending:
    """How the process that ran a submission's checks ended."""

    status: int
    """As `os.waitstatus_to_exitcode` has it: the negative signal, or the exit status."""
    killed: bool = False
    """Whether it was silent for too long, and so was killed."""


class Zygote:
    """One process that checks one submission at a time."""

    def __init__(self, course: Path, suites: tuple[Path, ...], *, forks: bool) -> None:
        self._forks = forks
        command = [sys.executable, "-P", "-m", "grader.grading.server"]
        command += ["fork" if forks else "once", str(course.resolve()), *map(str, suites)]
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process lives
        """What it writes until it is ready."""
        self._process: subprocess.Popen[bytes] = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=tempfile.gettempdir(),
            env=_environment(),
            start_new_session=True,  # Ctrl-C is ours to handle
        )
        answer = self._answer(STARTING)
        self.problems: dict[str, str] = answer["problems"]
        """Why a suite could not be collected, by its path."""

    def check(self, request: Request) -> Ending:
        """Check one submission. Raises ZygoteLost if this process doesn't survive that."""
        try:
            _pipe(self._process.stdin).write(request.line())
            _pipe(self._process.stdin).flush()
        except OSError as error:
            raise self._lost(str(error)) from None
        if not self._forks:
            return self._wait(Patience(Path(request.results), request.silence))
        patience = Patience(Path(request.results), request.silence + OVERDUE)
        answer = self._answer(patience)
        return Ending(answer["status"], answer["killed"])

    @property
    def is_used_up(self) -> bool:
        """Whether it can check no other submission."""
        return not self._forks or self._process.poll() is not None

    def hang_up(self) -> None:
        """Have the process end while another thread waits for its answer."""
        if self._forks:
            with suppress(OSError):
                _pipe(self._process.stdin).close()  # it kills its child, and ends
        else:
            self._process.kill()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            with suppress(OSError):
                _pipe(pipe).close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answer(self, patience: Patience | float) -> dict[str, Any]:
        pipe = _pipe(self._process.stdout)
        if os.name == "posix":
            while not select.select([pipe], [], [], _seconds(patience))[0]:
                if isinstance(patience, float) or patience.left() <= 0:
                    self._process.kill()
                    raise self._lost("it did not answer")
        line = pipe.readline()
        if not line.endswith(b"\n"):
            raise self._lost("it died")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _wait(self, patience: Patience) -> Ending:
        """Wait for a process that checks the submission itself."""
        while (left := patience.left()) > 0:
            with suppress(subprocess.TimeoutExpired):
                return Ending(self._process.wait(left))
        self._process.kill()
        return Ending(self._process.wait(), killed=True)

    def _lost(self, told: str) -> ZygoteLost:
        status = self._process.wait()
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").split("\n")
        why = next((f": {line.strip()}" for line in reversed(lines) if line.strip()), "")
        return ZygoteLost(f"{told}; its exit status is {status}{why}", by_signal=status < 0)


class Zygotes:
    """Zygotes for several threads: each takes one that is free, or starts another."""

    def __init__(self, course: Path, suites: tuple[Path, ...], *, forks: bool = True) -> None:
        self._course = course
        self._suites = suites
        self._forks = forks and hasattr(os, "fork")
        self._free: queue.LifoQueue[Zygote] = queue.LifoQueue()
        self._busy: set[Zygote] = set()
        self._closed = False
        self._turns = threading.Condition()
        self._running = 0
        self._is_alone = False

    def check(self, request: Request, *, alone: bool = False) -> tuple[Ending, dict[str, str]]:
        """Check one submission: how that ended, and the problems of the suites.

        `alone` waits until no other is checked, and lets none begin. Raises ZygoteLost if the
        process that should have checked it did not survive.
        """
        with self._turn(alone):
            return self._check(request)

    @contextmanager
    def _turn(self, alone: bool) -> Iterator[None]:
        with self._turns:
            self._turns.wait_for(lambda: not (self._is_alone or (alone and self._running)))
            self._is_alone = alone
            self._running += 1
        try:
            yield
        finally:
            with self._turns:
                self._is_alone = False
                self._running -= 1
                self._turns.notify_all()

    def _check(self, request: Request) -> tuple[Ending, dict[str, str]]:
        zygote = self._take()
        try:
            ending = zygote.check(request)
        finally:
            self._busy.discard(zygote)
            if self._closed or zygote.is_used_up:
                zygote.close()
            else:
                self._free.put(zygote)
        return ending, zygote.problems

    def _take(self) -> Zygote:
        try:
            zygote = self._free.get_nowait()
        except queue.Empty:
            zygote = Zygote(self._course, self._suites, forks=self._forks)
        self._busy.add(zygote)
        if self._closed:
            self._busy.discard(zygote)
            zygote.close()
            raise ZygoteLost("grading was stopped")
        return zygote

    def __enter__(self) -> Zygotes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all zygotes, also those that are at work: what they do is lost."""
        self._closed = True
        for zygote in list(self._busy):
            zygote.hang_up()
        while True:
            try:
                self._free.get_nowait().close()
            except queue.Empty:
                return


def _seconds(patience: Patience | float) -> float:
    return patience if isinstance(patience, float) else patience.left()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _environment() -> dict[str, str]:
    """What a submission may see of our environment: nothing but what Python needs to start."""
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    mine = {name: os.environ[name] for name in kept if name in os.environ}
    package = Path(__file__).resolve().parent.parent.parent
    return {
        **mine,
        "PYTHONPATH": str(package),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
