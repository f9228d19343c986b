"""Says how a process ended, in words for the student. Knows signals and exit statuses."""

from __future__ import annotations

import re
import signal
from pathlib import Path

from grader.grading import left_behind, limits
from grader.grading.zygote import Ending

_SIGNALS = {
    "SIGABRT": "aborted",
    "SIGBUS": "bus error",
    "SIGFPE": "arithmetic error",
    "SIGILL": "illegal instruction",
    "SIGKILL": "killed",
    "SIGSEGV": "segmentation fault",
    "SIGTERM": "terminated",
    "SIGXFSZ": "file too large",
}


def told(ending: Ending) -> str:
    """Say how a process ended before it had checked everything: `the process ended (...)`."""
    # Which of the two limits it is that strikes first hangs on how busy the machine is.
    if ending.killed or -ending.status == getattr(signal, "SIGXCPU", None):
        return "the process did not come to an end, and was killed"
    if ending.status >= 0:
        return (
            f"the process ended (exit status {ending.status}, as after os._exit({ending.status}))"
        )
    try:
        name = signal.Signals(-ending.status).name
    except ValueError:
        name = ""
    words = _SIGNALS.get(name, name)
    return f"the process ended (signal {-ending.status}{', ' + words if words else ''})"


def line_of(crash: Path, submission: Path) -> str:
    """Return the submission's line in a stack that the dying interpreter wrote, or nothing.

    It looks like `, in start_a_thread.py, line 7:  ctypes.string_at(0)`.
    """
    stack, lines = _text(crash), _text(submission).splitlines()
    place = re.search(rf'File "{re.escape(str(submission))}", line (\d+)', stack)
    if place is None:
        return ""
    number = int(place[1])
    text = lines[number - 1].strip() if 1 <= number <= len(lines) else ""
    return f", in {submission.name}, line {number}:  {text}"


def _text(path: Path) -> str:
    return (left_behind.read(path, limits.FILE_SIZE) or b"").decode("utf-8", "replace")
