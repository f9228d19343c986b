"""Good neighbours: threads and tools that share the process with a world, and see nothing of it."""

from __future__ import annotations

import cProfile
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from grader.catalog import KIT
from grader.engine import execute, is_library
from grader.engine.world import many


def run(*arguments, cwd, stdin=""):
    environment = {**os.environ, "PYTHONPATH": str(KIT), "COLUMNS": "100"}
    environment.pop("COV_CORE_SOURCE", None)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
    )


class Neighbour:
    """A real OS thread that uses the primitives and the clocks all the while."""

    def __init__(self):
        self.errors, self.rounds, self.stop = [], 0, False
        self.jobs, self.lock, self.event = queue.Queue(), threading.RLock(), threading.Event()
        self.began = time.monotonic()
        self.thread = threading.Thread(target=self.work, name="neighbour")
        self.thread.start()

    def work(self):
        while not self.stop:
            try:
                self.round()
            except Exception as error:
                self.errors.append(error)
            self.rounds += 1

    def round(self):
        self.jobs.put(1)
        assert self.jobs.get(timeout=5) == 1
        with self.lock, threading.Lock():
            self.event.wait(0.0001)
        fresh = threading.Thread(target=self.event.set)
        fresh.start()
        fresh.join()
        assert threading.current_thread().name == "neighbour"
        assert fresh not in threading.enumerate()
        assert 0 <= time.monotonic() - self.began < 600
        assert time.localtime().tm_year > 2000
        time.sleep(0.0001)


def test_a_foreign_thread_keeps_the_real_primitives_and_the_real_clock():
    """It works while hundreds of worlds come and go, and neither disturbs the other."""

    def main():
        threads = [threading.Thread(target=time.sleep, args=(s,)) for s in (3, 4, 5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return threading.active_count(), time.monotonic()

    neighbour = Neighbour()
    try:
        with many():
            values = {execute(main).value for _ in range(100)}
        values |= {execute(main).value for _ in range(20)}
    finally:
        neighbour.stop = True
        neighbour.thread.join()

    assert values == {(1, 1005.0)}
    assert neighbour.errors == []
    assert neighbour.rounds > 0


def test_two_os_threads_cannot_run_a_world_each_at_one_time():
    """The second is refused with a sentence; the first goes on."""
    inside, told = [], []

    def other():
        while not inside:
            time.sleep(0.0001)
        with pytest.raises(RuntimeError) as refused:
            execute(print)
        told.append(str(refused.value))

    neighbour = threading.Thread(target=other)
    neighbour.start()

    def main():
        inside.append(True)
        while not told:
            pass

    execute(main)
    neighbour.join()

    assert told == ["another thread of this process runs a world; one at a time"]


@pytest.mark.timeout(60)
def test_coverage_sees_every_line_that_threads_run(tmp_path):
    """Told that threads may be greenlets, it keeps them apart."""
    pytest.importorskip("coverage")
    (tmp_path / "egg.py").write_text(
        "import threading, time\n"
        "from grader.engine import execute\n"
        "def work(number):\n"
        "    time.sleep(number)\n"
        "    total = number + 1\n"
        "    return total\n"
        "def main():\n"
        "    threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]\n"
        "    for thread in threads: thread.start()\n"
        "    for thread in threads: thread.join()\n"
        "    done = True\n"
        "    return done\n"
        "assert execute(main).ended == 2\n"
    )

    ran = run("-m", "coverage", "run", "--concurrency=thread,greenlet", "egg.py", cwd=tmp_path)
    told = run("-m", "coverage", "report", "--fail-under=100", "egg.py", cwd=tmp_path)

    assert ran.returncode == 0, ran.stderr
    assert told.returncode == 0, told.stdout


def sleeps_in_threads():
    """A program whose threads hand the baton back and forth."""
    threads = [threading.Thread(target=time.sleep, args=(seconds,)) for seconds in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic()


def test_a_profiler_outside_of_the_world_changes_nothing():
    """A world's threads leave it where it is, as it could not be set again everywhere."""
    with cProfile.Profile():
        execution = execute(sleeps_in_threads)

    assert (execution.value, execution.exception) == (1002, None)


def test_a_program_may_profile_itself():
    """Before Python 3.12 the profiler sees its other threads as well."""

    def main():
        with cProfile.Profile() as profiler:
            value = sleeps_in_threads()
        return value, bool(profiler.getstats()), sys.getprofile()

    assert execute(main).value == (1002, True, None)


@pytest.mark.timeout(60)
def test_breakpoint_in_a_thread_stops_there(tmp_path):
    """pdb reads the real keyboard when no keyboard is scripted, and shows the thread's frame."""
    (tmp_path / "egg.py").write_text(
        "import threading\n"
        "def work(number):\n"
        "    breakpoint()\n"
        "    print('done', number)\n"
        "threading.Thread(target=work, args=(42,)).start()\n"
    )

    ran = run("-m", "grader.engine", "egg.py", cwd=tmp_path, stdin="p number * 2\nc\n")

    assert "84" in ran.stdout, ran.stderr
    assert "done 42" in ran.stdout
    assert ran.returncode == 0


@pytest.mark.timeout(60)
def test_xdist_runs_exercises_in_parallel():
    """Each worker makes its own worlds."""
    pytest.importorskip("xdist")

    ran = run("-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", "tests/01", cwd=KIT)

    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_lines_of_the_library_are_told_from_the_students():
    """A place is a line of somebody's own code."""
    assert is_library(threading.__file__)
    assert not is_library(str(Path(__file__)))
