"""Waits for a forked child, and kills it when it does not come to an end. POSIX only."""

from __future__ import annotations

import os
import select
import signal
import time
from contextlib import suppress
from pathlib import Path

from grader.grading import orphans
from grader.grading.patience import Patience
from grader.grading.request import Request

GRACE = 0.2
"""Seconds for a child that is about to be killed."""


class Children:
    """Waits for a child, and for the end of our own standard input: nobody asks any more."""

    def __init__(self, requests: int) -> None:
        self._requests = requests
        self._ended, wakeup = os.pipe()
        os.set_blocking(wakeup, False)
        os.set_blocking(self._ended, False)
        self._wakeup = wakeup
        orphans.adopt()
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)

    def forget(self) -> None:
        """Let a child be an ordinary process again."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(self._ended)
        os.close(self._wakeup)

    def wait(self, pid: int, request: Request) -> dict[str, object]:
        """Return how a child ended; kill it, with all that it started, when it stays silent."""
        patience = Patience(Path(request.results), request.silence)
        killed = False
        while True:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                break
            left = patience.left()
            if left > 0:
                self._rest(left, pid)
                continue
            killed = True
            _let_it_say_where(pid)
            _kill(pid)
            _, status = os.waitpid(pid, 0)
            break
        _kill(pid)  # what it started may live on
        orphans.kill_all()
        return {"status": os.waitstatus_to_exitcode(status), "killed": killed}

    def _rest(self, seconds: float, pid: int) -> None:
        ready, _, _ = select.select([self._requests, self._ended], [], [], seconds)
        if self._requests in ready:
            _kill(pid)
            orphans.kill_all()
            os._exit(0)
        if self._ended in ready:
            os.read(self._ended, 4096)


def _let_it_say_where(pid: int) -> None:
    """Have the interpreter write the stack that is stuck, which SIGKILL would not let it."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGXCPU)
        time.sleep(GRACE)


def _kill(pid: int) -> None:
    """Kill a child's process group: the child, and all that it started and that stayed in it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
