"""Says how a process ended, and in which line."""

from __future__ import annotations

import signal

import pytest

from grader.grading.endings import line_of, told
from grader.grading.zygote import Ending


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        (Ending(0), "the process ended (exit status 0, as after os._exit(0))"),
        (Ending(-11), "the process ended (signal 11, segmentation fault)"),
        (Ending(-9), "the process ended (signal 9, killed)"),
        (Ending(-250), "the process ended (signal 250)"),
        (Ending(-9, killed=True), "the process did not come to an end, and was killed"),
    ],
)
def test_ending_is_told(ending, words):
    """An exit status, a signal with its meaning, or our own patience."""
    assert told(ending) == words


def test_an_exit_is_none_of_a_limit_that_there_is_not(monkeypatch):
    """On Windows nothing limits the time of computing."""
    monkeypatch.delattr(signal, "SIGXCPU", raising=False)

    assert told(Ending(0)) == "the process ended (exit status 0, as after os._exit(0))"


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="there is no such limit")
def test_limit_of_computing_is_told():
    """It has a signal of its own, and the same words: which limit strikes first is chance."""
    assert told(Ending(-signal.SIGXCPU)) == "the process did not come to an end, and was killed"


def test_line_is_the_innermost_of_the_submission(tmp_path):
    """The stack has the latest call first; what is not the student's is passed over."""
    submission = tmp_path / "greet.py"
    submission.write_text("import ctypes\ndef greet(name):\n    ctypes.string_at(0)\n")
    crash = tmp_path / "crash"
    crash.write_text(
        "Fatal Python error: Segmentation fault\n\n"
        "Current thread 0x00007f (most recent call first):\n"
        '  File "/usr/lib/python3.11/ctypes/__init__.py", line 519 in string_at\n'
        f'  File "{submission}", line 3 in greet\n'
        f'  File "{submission}", line 9 in <module>\n'
    )

    assert line_of(crash, submission) == ", in greet.py, line 3:  ctypes.string_at(0)"


def test_no_stack_is_no_line(tmp_path):
    """os._exit() leaves none."""
    assert line_of(tmp_path / "nothing", tmp_path / "greet.py") == ""
