"""`python -m grader.engine`: any program in virtual time, with its exit status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from grader.catalog import KIT
from grader.engine.run import WorldEndedError, run

pytestmark = pytest.mark.timeout(60)


def engine(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "grader.engine", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(KIT)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_script_runs_to_its_end_with_its_arguments_and_status(tmp_path):
    """As `python SCRIPT ARGS` would, without the waiting."""
    (tmp_path / "egg.py").write_text(
        "import sys, threading, time\n"
        "threading.Thread(target=lambda: (time.sleep(3000), print('ready'))).start()\n"
        "print(sys.argv[1:], __name__)\n"
        "sys.exit(3)\n"
    )

    ran = engine("egg.py", "--soft", cwd=tmp_path)

    assert ran.stdout == "['--soft'] __main__\nready\n"
    assert ran.stderr == ""
    assert ran.returncode == 3


def test_a_module_runs_too(tmp_path):
    """`-m MODULE ARGS`."""
    (tmp_path / "egg.py").write_text("import sys\nprint(sys.argv[1:])\n")

    assert engine("-m", "egg", "a", "b", cwd=tmp_path).stdout == "['a', 'b']\n"


def test_a_program_in_a_deadlock_says_so_and_fails(tmp_path):
    """Instead of hanging."""
    (tmp_path / "egg.py").write_text("import threading\nthreading.Event().wait()\n")

    ran = engine("egg.py", cwd=tmp_path)

    assert ran.stderr.startswith("deadlock at 0 s: main waits for ever.")
    assert ran.returncode == 1


@pytest.mark.skipif(not hasattr(signal, "ITIMER_VIRTUAL"), reason="there is no such timer")
def test_a_loop_that_reaches_no_scheduling_point_is_interrupted(tmp_path):
    """A watchdog of processor time lets others run, and time go on."""
    (tmp_path / "egg.py").write_text(
        "import threading, time\n"
        "done = False\n"
        "def finish():\n"
        "    global done\n"
        "    time.sleep(5)\n"
        "    done = True\n"
        "threading.Thread(target=finish).start()\n"
        "while not done: pass\n"
        "print(time.monotonic())\n"
    )

    assert engine("egg.py", cwd=tmp_path).stdout == "1005.0\n"


def test_without_a_program_the_usage_is_shown(tmp_path):
    """Status 2, as for any wrong command line."""
    ran = engine(cwd=tmp_path)

    assert ran.returncode == 2
    assert ran.stderr.startswith("usage: python -m grader.engine [-m MODULE | SCRIPT] [ARGS ...]")


def test_run_returns_what_main_returns():
    """And takes no real time."""
    assert run(lambda: (time.sleep(100), time.monotonic())[1]) == 1100


def test_run_raises_what_main_raises():
    """The very exception."""
    with pytest.raises(ZeroDivisionError):
        run(lambda: 1 / 0)


def test_run_says_why_main_never_ended():
    """With the finding's explanation."""
    import threading

    with pytest.raises(WorldEndedError, match="deadlock at 0 s: main waits for ever"):
        run(lambda: threading.Event().wait())
