"""Kills what a submission left behind, also what has left its process group. On Linux only.

There the kernel can hand over orphans to a process of ours instead of to init. Elsewhere such a
process goes on; killing the process group has to do.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 10.0
"""Real seconds for killing: who starts processes faster than they are killed is left to others."""
PAUSE = 0.01


def adopt() -> None:
    """Become the parent of what a child started once that child is dead, where it is possible."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill_all() -> None:
    """Kill all children of this process, and theirs as they become ours. Usually there are none."""
    until = time.monotonic() + PATIENCE
    while _bury() and time.monotonic() < until:
        for pid in _children():
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(PAUSE)


def _bury() -> bool:
    """Collect the children that are dead; tell whether there are others."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False
        if not pid:
            return True


def _children() -> Iterator[int]:
    mine = str(os.getpid())
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            # The name stands in parentheses, and may have some in itself.
            facts = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if facts[1] == mine:
                yield int(entry.name)
