"""What a submission can do to the process that checks it, and what that costs. Starts processes."""

from __future__ import annotations

import os
import re
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from tempfile import TemporaryDirectory
from threading import Barrier, Event
from unittest.mock import Mock

import pytest

from grader.grading import zygote
from grader.grading.fence import landlock
from grader.grading.grade_one import grade_one
from grader.grading.jobs import Job
from grader.grading.zygote import Ending, ZygoteLost, Zygotes
from grader.scoring import score

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are POSIX's"),
]

GREETS = """
def greet(name):
    return f"hello {name}"
"""


def outcomes(graded):
    """The outcomes of the three checks, in short: `pff`."""
    return "".join(each.outcome.value[0] for each in graded.results)


def test_right_submission_gets_all_points(graded, right):
    """All checks pass, and nothing is noted."""
    found = graded(right)

    assert outcomes(found) == "ppp"
    assert score(found.results).earned == 7
    assert found.note == ""


def test_wrong_answer_costs_its_check(graded):
    """A check that fails has a rationale; the others keep their points."""
    found = graded(GREETS + "def greet_slowly(name): pass")

    assert outcomes(found) == "pfp"
    assert "2" in found.results[1].rationale


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        ("import os; os._exit(0)", "the process ended (exit status 0, as after os._exit(0))"),
        ("import os; os._exit(70)", "the process ended (exit status 70, as after os._exit(70))"),
        ("import os; os.abort()", "the process ended (signal 6, aborted)"),
        (
            "import ctypes; ctypes.string_at(0)",
            "the process ended (signal 11, segmentation fault)",
        ),
        ("raise KeyboardInterrupt", "the submission stopped the checks (KeyboardInterrupt)"),
    ],
)
def test_end_of_the_process_costs_what_comes_after(graded, ending, told):
    """What was checked before counts; what could not be checked any more has failed."""
    found = graded(GREETS + f"def greet_slowly(name):\n    {ending}")

    assert outcomes(found) == "pff"
    assert found.note.startswith(f'{told} during the check "greet_slowly() takes 2 s."')
    assert found.results[1].rationale == found.results[2].rationale == found.note


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("X = BaseException", "your code raised BaseException"),
        ("X = GeneratorExit", "your code raised GeneratorExit"),
        ("from greenlet import GreenletExit as X", "your code raised GreenletExit"),
        ("import pytest; X = pytest.skip.Exception", "your code raised Skipped"),
        ("import pytest; X = pytest.exit.Exception", "your code raised Exit"),
        (
            "class X(Exception):\n    def __str__(self): raise SystemExit",
            "your code ended the whole program",
        ),
        (
            "class X(Exception):\n    __traceback__ = property(lambda self: {}['x'])",
            "your code raised KeyError: 'x'",
        ),
        (
            "class X(Exception):\n    __cause__ = property(lambda self: {}['x'])",
            "your code raised X",
        ),
    ],
)
def test_whatever_it_raises_is_its_own_fault(graded, error, told):
    """No kind of exception makes a check broken, which would cost no points."""
    found = graded(GREETS + f"{error}\ndef greet_slowly(name):\n    raise X\n")

    assert outcomes(found) == "pfp"
    assert found.results[1].rationale.startswith(told)


def test_crash_names_its_line(graded):
    """The interpreter says where it was when a signal killed it."""
    found = graded(GREETS + "import ctypes\ndef greet_slowly(name):\n    ctypes.string_at(0)\n")

    assert found.note.endswith(", in greet.py, line 6:  ctypes.string_at(0)")


def test_what_never_ends_is_killed(graded):
    """A call that nothing interrupts is killed after some seconds of silence, and says where."""
    stuck = """
    import signal, time
    def greet_slowly(name):
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM, signal.SIGPROF])
        sum(range(10**15))
    """

    found = graded(GREETS + stuck.replace("\n    ", "\n"), silence=1.5)

    assert outcomes(found) == "pff"
    assert found.note == (
        "the process did not come to an end, and was killed "
        'during the check "greet_slowly() takes 2 s.", in greet.py, line 8:  sum(range(10**15))'
    )


@pytest.mark.parametrize(
    "leave",
    [
        "pass",
        pytest.param(
            "os.setsid()",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="init gets orphans elsewhere"),
        ),
    ],
)
def test_what_it_started_dies_with_it(graded, leave):
    """A process that a submission leaves behind is killed, also if it made itself independent."""
    found = graded(
        f"""
        import os
        reading, writing = os.pipe()
        if os.fork() == 0:
            {leave}
            orphan = os.fork()
            if orphan == 0:
                os.execlp("sleep", "sleep", "3600")
            os.write(writing, str(orphan).encode())
            os._exit(0)
        os.wait()
        raise ValueError("process " + os.read(reading, 99).decode())
        """
    )

    pid = int(re.search(r"process (\d+)", found.results[-1].rationale)[1])
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_closing_every_file_costs_nothing(graded):
    """The grader needs no file that the submission could close."""
    found = graded(GREETS + "import os\ndef greet_slowly(name):\n    os.closerange(0, 999)\n")

    assert outcomes(found) == "pfp"


def test_too_much_memory_is_the_submissions_fault(graded):
    """Memory has a limit; whoever comes close to it gets no further."""
    found = graded(GREETS + "def greet_slowly(name):\n    x = [bytes(1 << 27) for _ in range(999)]")

    assert outcomes(found) == "pff"
    assert found.note == (
        "the submission used up the 1024 MB of memory that it may have "
        'during the check "greet_slowly() takes 2 s."'
    )


def test_many_small_objects_are_too_much_memory_as_well(graded):
    """Wherever memory runs out, it is not the grader that is broken."""
    found = graded(
        GREETS
        + "kept = []\ndef greet_slowly(name):\n    while True: kept.append(bytearray(50_000))"
    )

    assert outcomes(found) == "pff"
    assert "used up the 1024 MB of memory" in found.note


def test_single_huge_object_costs_its_check_only(graded):
    """Memory that was never there is not used up: that is a MemoryError like any other."""
    found = graded(GREETS + "def greet_slowly(name):\n    return bytes(1 << 45)")

    assert outcomes(found) == "pfp"
    assert "MemoryError" in found.results[1].rationale


def test_output_goes_nowhere(graded, capfd):
    """What a submission prints, or writes to the terminal, is not seen by the instructor."""
    graded(GREETS + "import os\nprint('HERE')\nos.write(1, b'HERE')\nos.write(2, b'HERE')\n")

    assert "HERE" not in "".join(capfd.readouterr())


def test_instructors_environment_is_not_seen(graded, monkeypatch):
    """A submission sees none of our environment's secrets."""
    monkeypatch.setenv("TOKEN", "secret")

    found = graded("import os\ndef greet(name): return os.environ.get('TOKEN', f'hello {name}')")

    assert outcomes(found) == "pfp"


def test_every_submission_starts_afresh(graded, right):
    """What one submission does to its process reaches no other."""
    graded("import builtins\nbuiltins.print = builtins.len = None\nimport time; time.sleep = None")

    assert outcomes(graded(right)) == "ppp"


def test_results_are_the_same_every_time(graded):
    """No address, no temporary path, no order that hangs on hashes."""
    source = "def greet(name): raise ValueError(object(), __file__, {'a', 'b', 'c'})"

    first, second = graded(source), graded(source)

    assert first == second
    assert "greet.py" in first.results[0].rationale
    assert "/tmp" not in first.results[0].rationale


def test_killing_the_grader_is_no_way_out(graded, right):
    """A submission that kills the process it was forked from fails; the next one is graded."""
    found = graded("import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n")

    assert outcomes(found) == "fff"
    assert outcomes(graded(right)) == "ppp"


class Doomed(Zygotes):
    """Processes that are killed, whatever they check."""

    def _check(self, request):
        raise ZygoteLost("it died", by_signal=True)


def test_killing_the_grader_is_told(small_course, rubric):
    """Where nothing keeps a submission from it, the reason stands in every check."""
    found = grade_one(Job(rubric, b""), Doomed(small_course.root, rubric.suites))

    assert outcomes(found) == "fff"
    assert found.note == "the submission killed the process that graded it, twice"


@pytest.mark.skipif(landlock() < 3, reason="Linux does that, from 6.2 on")
@pytest.mark.parametrize(
    "attack",
    [
        "open({0!r}, 'w')",
        "os.truncate({0!r}, 0)",
        "os.remove({0!r})",
        "os.rename({0!r}, 'mine')",
        "os.rename('.', {0!r} + '.d')",
        "os.symlink('/etc', {0!r} + '.link')",
        "os.system('echo > ' + {0!r}) and 1 / 0",
    ],
)
def test_files_of_others_stay_as_they_are(graded, tmp_path, attack):
    """A submission, and what it starts, changes nothing outside of its own temporary folder."""
    theirs = tmp_path / "theirs"
    theirs.write_text("as it was")

    found = graded(f"import os\n{attack.format(str(theirs))}\n")

    assert outcomes(found) == "fff"
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]
    assert theirs.read_text() == "as it was"


@pytest.mark.skipif(landlock() < 3, reason="Linux does that, from 6.2 on")
@pytest.mark.parametrize(
    "attack",
    [
        "open('../results.jsonl', 'w')",
        "os.truncate('../results.jsonl', 0)",
        "os.ftruncate(os.open('../results.jsonl', os.O_WRONLY), 0)",
        "os.remove('../results.jsonl')",
        "os.rename('../results.jsonl', 'mine')",
    ],
)
def test_what_was_written_about_it_stays(graded, attack):
    """Without results the grader would look broken, which costs no points."""
    found = graded(f"import os\ntry:\n    {attack}\nfinally:\n    os._exit(0)\n")

    assert outcomes(found) == "fff"
    assert found.note.startswith("the process ended (exit status 0")


@pytest.mark.skipif(landlock() < 6, reason="Linux does that, from 6.12 on")
def test_processes_of_others_get_no_signal(graded):
    """Whoever runs the grader has other processes."""
    found = graded("import os, signal\nos.kill(os.getppid(), signal.SIGCONT)\n")

    assert "PermissionError" in found.results[0].rationale


def test_temporary_files_are_its_own(graded, right):
    """In its own folder a submission may write; so may what it starts, and the devices."""
    writes = """
    import os, subprocess, tempfile
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("x")
    os.mkdir("a")
    os.rename("a", "b")
    os.rmdir("b")
    open(os.devnull, "w").close()
    subprocess.run("echo > x", shell=True, check=True, stdout=subprocess.DEVNULL)
    """

    assert outcomes(graded(textwrap.dedent(writes) + right)) == "ppp"


def test_what_can_not_be_removed_breaks_nothing(graded, right, monkeypatch):
    """Before Python 3.13, removing a thousand folders in each other is a RecursionError."""
    monkeypatch.setattr(TemporaryDirectory, "cleanup", Mock(side_effect=RecursionError))

    assert outcomes(graded(right)) == "ppp"


def test_changed_library_changes_no_other_check(graded):
    """What a submission puts in the place of the library's is gone when the check is over."""
    changes = """
    import builtins, random, threading, time
    def greet_slowly(name):
        time.sleep = threading.Lock = threading.Thread = random.Random = builtins.sum = None
    """

    assert outcomes(graded(GREETS + textwrap.dedent(changes))) == "pfp"


@pytest.mark.parametrize("name", ["results.jsonl", "crash.txt", "greet.py"])
@pytest.mark.parametrize("thing", ["os.mkfifo({0!r})", "os.symlink('/dev/zero', {0!r})"])
def test_file_turned_into_something_else_holds_nobody_up(graded, name, thing):
    """The grader reads no pipe and no device that a submission put in the place of a file."""
    thing = thing.format(f"../{name}")

    found = graded(f"import os\nos.unlink('../{name}')\n{thing}\nos.abort()\n")

    assert "p" not in outcomes(found)


class Shot(Zygotes):
    """Processes of which the first is killed by somebody."""

    was_shot = False

    def _check(self, request):
        if not self.was_shot:
            self.was_shot = True
            raise ZygoteLost("it died", by_signal=True)
        assert self._is_alone, "it may be killed by the same one again"
        return Ending(0), {}


def test_lost_process_is_tried_again_alone(small_course, rubric, right):
    """What another submission has killed costs no points: at the second time no other is there."""
    shot = Shot(small_course.root, rubric.suites)

    found = grade_one(Job(rubric, right.encode()), shot)

    assert "killed" not in found.note


class Held(Zygotes):
    """Counts who is checked at the same time, and holds all but the one that is alone."""

    go, both, seen = Event(), Barrier(2), None

    def _check(self, request):
        if self._is_alone:
            self.seen = self._running
            return Ending(0), {}
        self.both.wait(60)
        self.go.wait(60)
        return Ending(0), {}


def test_alone_means_that_no_other_is_checked(small_course, rubric):
    """Who wants to be alone waits for all others, which may be several at a time."""
    held = Held(small_course.root, rubric.suites)

    with ThreadPoolExecutor(3) as executor:
        others = [executor.submit(held.check, None) for _ in range(2)]
        alone = executor.submit(held.check, None, alone=True)
        held.go.set()

        assert [each.result(60) for each in (*others, alone)] == [(Ending(0), {})] * 3

    assert held.seen == 1


def test_file_that_is_no_python_says_so(graded):
    """A syntax error, an empty file, a wrong encoding: the reason stands in every check."""
    assert "line 1" in graded("def greet(").results[0].rationale
    assert "empty" in graded("").results[0].rationale
    assert "UTF-8" in graded(b"# gr\xfc\xdfe\n").results[0].rationale


def test_without_fork_it_is_the_same(small_course, rubric, graded, right):
    """Where there is no fork, a process for each submission comes to the same results."""
    exits = (GREETS + "import os\ndef greet_slowly(name): os._exit(3)").encode()

    with Zygotes(small_course.root, rubric.suites, forks=False) as zygotes:
        assert grade_one(Job(rubric, right.encode()), zygotes) == graded(right)
        assert grade_one(Job(rubric, exits), zygotes) == graded(exits)


def test_process_that_cannot_start_says_why(small_course, rubric, right, tmp_path, monkeypatch):
    """A broken installation is ours, and the last line that Python wrote names it."""
    (tmp_path / "pytest.py").write_text("raise ImportError('half an installation')")
    ours = zygote._environment()
    paths = os.pathsep.join([str(tmp_path), ours["PYTHONPATH"]])
    monkeypatch.setattr(zygote, "_environment", lambda: {**ours, "PYTHONPATH": paths})

    with Zygotes(small_course.root, rubric.suites) as zygotes:
        found = grade_one(Job(rubric, right.encode()), zygotes)

    assert outcomes(found) == "bbb"
    assert found.note.endswith("its exit status is 1: ImportError: half an installation")


def test_suite_that_is_broken_costs_no_points(small_course, rubric, tmp_path, right):
    """A mistake of an instructor is nobody's fault: its checks count in neither sum."""
    broken = tmp_path / "exercises/01_greet/test_greet.py"
    broken.parent.mkdir(parents=True)
    broken.write_text("import nothing_of_this_name\n" + rubric.suite(visible=True).read_text())
    (broken.parent / "exercise.toml").write_text('title = "Say hello"')
    ours = replace(
        rubric, exercise=replace(rubric.exercise, visible_suite=broken), fingerprint="another"
    )

    with Zygotes(tmp_path, ours.suites) as zygotes:
        found = grade_one(Job(ours, right.encode()), zygotes)

    assert outcomes(found)[:2] == "bb"
    assert "nothing_of_this_name" in found.results[0].rationale
