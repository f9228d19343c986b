"""The command line, as it is typed: what it says, and with which exit code it ends."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from grader.catalog import KIT
from grader.cli import main
from grader.grading.journal import Journal

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def grader(small_course, tmp_path, capfd, monkeypatch):
    """Type a command for the small course: returns its exit code, output and error output."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*words, course=True):
        options = [f"--course={small_course.root}"] if course else []
        monkeypatch.setattr(sys, "argv", ["grader", *map(str, words), *options])
        with pytest.raises(SystemExit) as ended:
            main()
        output, errors = capfd.readouterr()
        return ended.value.code, output, errors

    return call


@pytest.fixture(scope="module")
def submissions(tmp_path_factory, right):
    """A class of three: one right, one wrong, one that ends the process."""
    root = tmp_path_factory.mktemp("class")
    for name, source in {
        "Ada": right,
        "=Bo, 🧵": "def greet(name):\n    return 'hello you'\n",
        "Eve": "import os\nos._exit(0)\n",
    }.items():
        (root / name).mkdir()
        (root / name / "greet.py").write_text(source)
    return root


@pytest.fixture(scope="module")
def grades(small_course, submissions, tmp_path_factory):
    """What was written when the class was graded, for all who only read it."""
    out = tmp_path_factory.mktemp("grades")
    options = ["--jobs=1", f"--course={small_course.root}", f"--out={out}"]
    process = run("grade", submissions, *options)
    assert process.returncode == 0, process.stderr
    return out


def test_list_shows_every_exercise(grader):
    """Its number, title, file and points."""
    code, output, _ = grader("list")

    assert code == 0
    assert output.splitlines()[1].split() == ["01", "Say", "hello", "0/3", "greet.py", "7"]
    assert "done: the checks that you can run; points: with the hidden ones" in output


def test_list_leaves_out_the_files_where_there_is_little_room(grader, monkeypatch):
    """A title that is whole says more than the name of a file that is not."""
    monkeypatch.setenv("COLUMNS", "80")

    _, output, _ = grader("list", "--course", KIT, course=False)

    assert "03  Logged in for N seconds                   0/5      10       35  01 " in output
    assert max(map(len, output.splitlines())) == 80


@pytest.mark.parametrize("command", [[], ["hint"], ["handout"], ["simulate"], ["grade"]])
def test_help_fits_a_small_terminal(grader, monkeypatch, command):
    """In 80 columns the terminal breaks no line, and click cuts no sentence."""
    monkeypatch.setenv("COLUMNS", "80")

    _, output, _ = grader(*command, "--help", course=False)

    _usage, *lines = output.splitlines()
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line.endswith("...")] == []


def test_replay_fits_the_terminal(grader, monkeypatch):
    """Its sentences are wrapped between words; a step of a thread stays one line."""
    monkeypatch.setenv("COLUMNS", "60")
    wrong = KIT / "tests" / "10_ticket_race" / "wrong" / "trusts_the_gil.py"
    _, output, _ = grader("check", "10", wrong, "--course", KIT, course=False)
    name = re.search(r"grader replay 10 (\w{4})", output)[1]

    code, output, _ = grader("replay", "10", name, wrong, "--course", KIT, course=False)

    assert code == 0
    assert max(len(line) for line in output.splitlines() if line[:2] != "  ") <= 60


def test_hint_shows_the_first_one(grader):
    """And how to see more."""
    code, output, _ = grader("hint", "1")

    assert code == 0
    assert "hint 1 of 2" in output
    assert "Say it." in output
    assert "More:  grader hint 01" in output


def test_hint_is_plain_where_the_terminal_is():
    """A Windows console, or a pipe there, may know no bullet."""
    process = run("hint", "03", "--level", "2", PYTHONIOENCODING="ascii")

    assert " * stop.is_set() looks at the flag and doesn't wait." in process.stdout


def test_hint_goes_on_level_by_level(grader):
    """The last one offers no more."""
    code, output, _ = grader("hint", "01", "--level", "2")

    assert code == 0
    assert "f-strings" in output
    assert "More" not in output
    assert output.endswith("The first again:  grader hint 01 --level 1\n")


def test_hint_beyond_the_last_is_refused(grader):
    """It says how many there are."""
    code, _, errors = grader("hint", "01", "--level", "3")

    assert code == 2
    assert "has 2 hints" in errors


@pytest.mark.parametrize("command", ["hint", "check"])
def test_unknown_exercise_lists_those_there_are(grader, command):
    """It is a slip, and no reason for a traceback."""
    code, _, errors = grader(command, "99")

    assert code == 2
    assert "there is no exercise 99; there are 01 greet" in errors


def test_exercise_may_be_named_by_its_path(grader):
    """As pytest takes it, or as the editor completes it: a folder or the file in it."""
    for name in ("exercises/1", "exercises/01_greet/", "greet.py", "exercises/01_greet/greet.py"):
        code, output, _ = grader("hint", name, "--level", "1")

        assert code == 0
        assert "01  Say hello: hint 1 of 2" in output


def test_misspelt_exercise_is_guessed(grader):
    """A slip of the finger gets its answer."""
    code, _, errors = grader("hint", "great")

    assert code == 2
    assert "there is no exercise great. Did you mean 01 greet?" in errors


def test_exercises_of_a_whole_course_are_not_listed(grader):
    """Two dozen names would hide the sentence."""
    code, _, errors = grader("hint", "99", "--course", KIT, course=False)

    assert code == 2
    assert "no exercise 99; they go from 01 to 24: grader list shows them" in errors


def test_folder_that_is_no_course_is_refused(grader, tmp_path):
    """It says what a course has."""
    code, _, errors = grader("list", "--course", tmp_path, course=False)

    assert code == 2
    assert "has no folder 'exercises'" in errors


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["03"], "03 is an exercise: grader check 03, grader hint 03"),
        (["test", "03"], "there is no command test; try  grader check 03"),
        (["solution", "03"], "there is no command solution; try  grader hint 03"),
    ],
)
def test_what_beginners_type_is_understood(grader, words, told):
    """And `reset`, which is spelt nearly like `test`, is not proposed."""
    code, _, errors = grader(*words, course=False)

    assert code == 2
    assert told in errors
    assert "reset" not in errors


@pytest.mark.parametrize("words", [["-h"], ["hint", "-h"]])
def test_help_has_a_short_name(grader, words):
    """It is what most commands have."""
    code, output, _ = grader(*words, course=False)

    assert code == 0
    assert output.startswith("Usage: grader ")


def test_unknown_command_is_refused():
    """As every command line does it."""
    process = run("mark")

    assert process.returncode == 2
    assert "No such command" in process.stderr


def test_check_passes_a_right_file(small_course, tmp_path, right):
    """The visible suite alone decides, and the exit code is 0."""
    (tmp_path / "mine.py").write_text(right)

    process = run("check", "01", tmp_path / "mine.py", "--course", small_course.root)

    assert process.returncode == 0
    assert "3 of 3 points" in process.stdout


def test_check_fails_the_stub(small_course):
    """Without a file, the exercise's own is checked; the exit code is 1."""
    process = run("check", "01", "--course", small_course.root)

    assert process.returncode == 1
    assert "0 of 3 points" in process.stdout


def test_class_is_graded(grader, submissions, tmp_path):
    """A table, a CSV file and a JSON file, with a row for everybody."""
    code, output, _ = grader("grade", submissions, "--jobs", "2")

    assert code == 0
    rows = [line.split() for line in output.splitlines()[1:4]]
    assert rows == [["=Bo,", "🧵", "1", "1", "7"], ["Ada", "7", "7", "7"], ["Eve", "0", "0", "7"]]
    assert (tmp_path / "grades/gradebook.csv").read_text("utf-8-sig").splitlines() == [
        "student,01,total,possible,remarks",
        '"\'=Bo, 🧵",1,1,7,',
        "Ada,7,7,7,",
        'Eve,0,0,7,"01: the process ended (exit status 0, as after os._exit(0)) during the check '
        '""greet() says hello."""',
    ]


def test_second_run_writes_the_same_bytes(grader, submissions, tmp_path):
    """From the journal, and graded anew."""
    grader("grade", submissions, "--out", tmp_path / "one")
    _, output, _ = grader("grade", submissions, "--out", tmp_path / "one")
    grader("grade", submissions, "--out", tmp_path / "two", "--jobs", "1")

    assert "3 known from an earlier run" in output
    for name in ("gradebook.csv", "results.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_nothing_written_hangs_on_the_machine(grades, submissions):
    """No temporary folder, no address, no time."""
    text = (grades / "results.json").read_text()

    assert str(submissions.parent) not in text
    assert "0x7f" not in text


def test_suite_that_breaks_is_flagged(grader, submissions, tmp_path, small_course):
    """The exit code says that an instructor should look, and nobody loses points."""
    root = tmp_path / "damaged"
    shutil.copytree(small_course.root, root)
    hidden = root / "tests/01_greet/test_greet.py"
    hidden.write_text("import nothing_of_this_name\n" + hidden.read_text())

    code, output, _ = grader("grade", submissions, "--jobs=1", "--course", root, course=False)

    assert code == 3
    assert ["Ada", "3!", "3", "3"] in [line.split() for line in output.splitlines()]
    assert "costs no points" in output


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda folder: None, "does not exist"),
        (lambda folder: folder.mkdir(), "is empty"),
        (lambda folder: folder.touch(), "is a file"),
    ],
)
def test_folder_without_students_is_refused(grader, tmp_path, make, told):
    """It says what is expected, and writes nothing."""
    make(tmp_path / "class")

    code, _, errors = grader("grade", tmp_path / "class")

    assert code == 2
    assert told in errors
    assert not (tmp_path / "grades").exists()


def test_folder_that_can_not_be_written_is_refused(grader, submissions, tmp_path):
    """Before anything is graded."""
    (tmp_path / "file").touch()

    code, _, errors = grader("grade", submissions, "--out", tmp_path / "file" / "grades")

    assert code == 2
    assert "can't be written to" in errors


def test_full_disk_is_told(grader, submissions, tmp_path, monkeypatch):
    """It says what to do; what the journal has is not lost."""

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Journal, "add", full)

    code, _, errors = grader("grade", submissions, "--jobs=1")

    assert code == 2
    assert "No space left on device. What it has is not lost: make room" in errors.replace(
        "\n", " "
    )


def test_what_lies_in_the_way_of_unpacking_is_told(grader, tmp_path, right):
    """A packed class, a packed answer, and a file whose name has more around it."""
    for name in ("Ada/all.zip", "Bob/Bob_greet.py", "Eve/notes.md", "class.zip"):
        (tmp_path / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "class" / name).write_text(right)

    code, output, errors = grader("grade", tmp_path / "class")

    assert code == 0
    assert "class.zip. Unpack archives, into a folder for each student" in errors.replace("\n", " ")
    assert "Ada  01: no file greet.py; is it in all.zip, which is not unpacked?" in output
    assert "Bob  01: no file greet.py; is it Bob_greet.py?" in output
    assert "Eve  " not in output.partition("not handed in")[2]


def test_report_shows_a_student(grader, grades):
    """Each check, and why it failed, as graded before."""
    code, output, _ = grader("report", "Eve", "--out", grades)

    assert code == 0
    assert "0 of 7 points" in output
    assert "os._exit(0)" in output


def test_report_is_written_as_a_page(grader, grades, tmp_path):
    """With what the terminal shows, and for whoever was asked for."""
    code, _, _ = grader("report", "Eve", "--out", grades, "--html", tmp_path / "eve.html")

    assert code == 0
    assert "0 of 7 points" in (tmp_path / "eve.html").read_text(encoding="utf-8")


def test_everybody_gets_a_page(grader, grades, submissions, tmp_path):
    """One for each student, by name, and one that leads to them."""
    code, output, _ = grader("report", "--out", grades, "--html", tmp_path / "pages")

    assert code == 0
    assert "Written: 3 pages in " in output
    names = {path.stem for path in (tmp_path / "pages").iterdir()}
    assert names == {"index", *(path.name for path in submissions.iterdir() if path.is_dir())}
    overview = (tmp_path / "pages/index.html").read_text(encoding="utf-8")
    linked = [unquote(each) for each in re.findall('href="(.*?)"', overview)]
    assert linked == ["./=Bo, 🧵.html", "./Ada.html", "./Eve.html"]


def test_name_that_is_too_long_for_a_page_is_cut(grader, tmp_path, right):
    """Two names that differ at their end keep a page each; the overview knows where."""
    for name in (f"{125 * 'ü'}.Ada", f"{125 * 'ü'}.Eve"):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "greet.py").write_text(right)
    grader("grade", tmp_path / "class")

    code, _, _ = grader("report", "--html", tmp_path / "pages")

    assert code == 0
    overview = (tmp_path / "pages/index.html").read_text(encoding="utf-8")
    linked = {tmp_path / "pages" / unquote(each) for each in re.findall('href="(.*?)"', overview)}
    assert linked == set((tmp_path / "pages").iterdir()) - {tmp_path / "pages/index.html"}
    assert len(linked) == 2


def test_student_called_index_keeps_the_page(grader, tmp_path, right):
    """The page with everybody's points gets another name."""
    for name in ("Index", "_index"):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "greet.py").write_text(right)
    grader("grade", tmp_path / "class")

    grader("report", "--html", tmp_path / "pages")

    assert {path.name for path in (tmp_path / "pages").iterdir()} == {
        "Index.html",
        "_index.html",
        "__index.html",
    }


def test_report_needs_a_student_or_a_folder(grader, submissions):
    """It says which of the two."""
    code, _, errors = grader("report")

    assert code == 2
    assert "name a STUDENT" in errors


def test_report_of_nobody_says_who_was_meant(grader, grades):
    """A name that is nearly right is recognized."""
    code, _, errors = grader("report", "ada", "--out", grades)

    assert code == 2
    assert "Did you mean 'Ada'?" in errors


def test_report_needs_results(grader):
    """It says how to get some."""
    code, _, errors = grader("report", "Ada")

    assert code == 2
    assert "run  grader grade SUBMISSIONS  first" in errors


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_interrupted_run_loses_nothing(small_course, tmp_path, right):
    """Ctrl-C writes what is graded and says what is missing; the next run goes on from there."""
    for name, source in {"Ada": right, "Bob": "import time; time.sleep = None\n" + STUCK}.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "greet.py").write_text(source)
    command = [sys.executable, "-m", "grader", "grade", str(tmp_path / "class"), "--jobs", "1"]
    command += ["--course", str(small_course.root), "--out", str(tmp_path / "grades")]

    process = subprocess.Popen(
        command,
        cwd=KIT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a CI may ignore it
    )
    wait_for(lambda: (tmp_path / "grades/journal.jsonl").read_text() != "")
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate()

    assert process.returncode == 130
    assert b"1 of 2 students are not graded completely (Bob)" in errors
    students = json.loads((tmp_path / "grades/results.json").read_text())["students"]
    assert [each["earned"] for each in students] == [7, 0]

    (tmp_path / "class/Bob/greet.py").write_text(f"{right}# in my own words")
    process = subprocess.run(command, cwd=KIT, capture_output=True, text=True)
    assert process.returncode == 0
    assert "1 submission graded" in process.stdout
    assert "1 known from an earlier run" in process.stdout


STUCK = """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM, signal.SIGPROF])
sum(range(10**15))
"""


def test_version_and_help_are_there():
    """The help has the exit codes."""
    from grader.cli import cli

    runner = CliRunner()

    assert runner.invoke(cli, ["--version"]).output.startswith("grader ")
    assert "130  interrupted with Ctrl-C" in runner.invoke(cli, ["--help"]).output


def run(*words, **environment):
    """Type a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "grader", *map(str, words)],
        cwd=KIT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def wait_for(condition):
    """Return when another process has made a condition true."""
    while True:
        try:
            if condition():
                return
        except FileNotFoundError:
            pass
        time.sleep(0.05)
