"""The examples, at the times that their docstrings promise; and `grader simulate` around them."""

from __future__ import annotations

import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from grader.catalog import KIT
from grader.cli import cli
from grader.simulate import Key, happenings, simulate

EXAMPLES = KIT / "examples"


def lines(name, *keys):
    """An example's execution, and its output as (second, thread, text)."""
    execution = simulate(EXAMPLES / f"{name}.py", keys=keys)
    return execution, [(line.time, line.thread, line.text) for line in execution.trace.output]


def test_breakfast_coffee_and_study_take_five_seconds_together():
    """Each is done at its own second."""
    execution, output = lines("breakfast")

    assert output == [
        (0, "main", "Threads: 4"),
        (0, "main", "Started after 0.0 s"),
        (3, "Thread-1 (eat_breakfast)", "You eat breakfast"),
        (4, "Thread-2 (drink_coffee)", "You drink coffee"),
        (5, "Thread-3 (study)", "You study"),
        (5, "main", "All done after 5.0 s"),
    ]
    assert execution.exit_time == 5
    assert execution.findings == ()


def test_one_by_one_they_take_twelve():
    """Without threads the times add up."""
    execution, output = lines("breakfast_one_by_one")

    assert [time for time, *_ in output] == [3, 7, 12]
    assert execution.exit_time == 12


def test_enter_ends_both_workers_after_their_second():
    """Enter at 3.5 s: both look at `done` at 4 s."""
    execution, output = lines("abc_and_xyz", Key(3.5, ""))

    assert output == [
        (0, "main", "Press Enter to quit"),
        *[
            (second, name, f"{name}: {second}")
            for second in (1, 2, 3, 4)
            for name in ("ABC", "XYZ")
        ],
    ]
    assert execution.exit_time == 4


def test_ctrl_c_stops_the_workers_but_not_the_prompt():
    """Ctrl-C at 1.5 s ends both at 2 s; input() waits on until 3.5 s."""
    execution, output = lines("abc_and_xyz", Key(1.5), Key(3.5, ""))

    assert output[-1] == (2, "XYZ", "XYZ: 2")
    assert execution.exit_time == 3.5
    assert execution.exit_status == 0


def test_the_login_timer_counts_until_ctrl_c():
    """Ctrl-C at 4.5 s: the fifth second is still counted, then the question is asked."""
    execution, output = lines("login_timer", Key(4.5), Key(8, "yes"))

    assert output == [
        *[(second, "timer", f"Logged in for {second} s") for second in (1, 2, 3, 4, 5)],
        (5, "main", "Do you want to leave?"),
        (8, "main", "Bye!"),
    ]
    assert execution.exit_time == 8


def test_eight_squares_are_ready_at_two_seconds():
    """Eight workers, 2 s each; then main sleeps for 5."""
    execution, output = lines("eight_squares")

    assert [text for *_, text in output[:8]] == [f"Squaring {n}" for n in range(1, 9)]
    assert output[8:] == [
        (0, "main", "All are handed in"),
        (0, "main", "not done yet"),
        (2, "main", "The first: 1"),
        (7, "main", "9"),
        (7, "main", "All: [1, 4, 9, 16, 25, 36, 49, 64]"),
        (7, "main", "The pool is closed"),
    ]
    assert execution.exit_time == 7


def test_three_clients_of_a_server_wait_at_the_same_time():
    """Each has a thread at the server, so all are answered at 2 s."""
    execution, output = lines("echo_server")

    assert output == [
        (2, "hello", "HELLO"),
        (2, "how are you", "HOW ARE YOU"),
        (2, "bye", "BYE"),
    ]
    assert execution.exit_time == 2
    assert execution.findings == ()


def test_two_philosophers_starve_at_one_second():
    """The deadlock is found, with its circle."""
    execution, _ = lines("two_philosophers")

    (finding,) = execution.findings
    assert finding.circle == ("Hypatia", "Plato", "Hypatia")
    assert finding.time == 1


def test_what_happened_is_told_in_order():
    """Output stands between the steps where it was printed; keys at their seconds."""
    keys = [Key(4.5), Key(8, "yes")]
    execution = simulate(EXAMPLES / "login_timer.py", keys=keys)

    told = [(each.time, each.thread, each.text) for each in happenings(execution, keys)]

    assert told[:5] == [
        (0, "timer", "is started by main"),
        (0, "timer", "sleeps until 1 s"),
        (0, "main", 'waits for the thread "timer" to end'),
        (1, "timer", "Logged in for 1 s"),
        (1, "timer", "sleeps until 2 s"),
    ]
    assert told[-7:] == [
        (5, "timer", "Logged in for 5 s"),
        (5, "timer", "ends"),
        (5, "main", "Do you want to leave?"),
        (5, "main", "waits for a line from the keyboard"),
        (8, "keyboard", "types 'yes'"),
        (8, "main", "Bye!"),
        (8, "main", "ends"),
    ]


def test_locks_alone_are_held():
    """A pool's thread that somebody waits for holds nothing."""
    pool = happenings(simulate(EXAMPLES / "eight_squares.py"))
    philosophers = happenings(simulate(EXAMPLES / "two_philosophers.py"))

    assert "waits for the pool's threads to end" in [each.text for each in pool]
    assert "waits for the lock second, held by Plato" in [each.text for each in philosophers]


def command(*arguments):
    return CliRunner().invoke(cli, ["simulate", *map(str, arguments)])


def test_the_command_prints_what_happened():
    """Times, threads, output, and how it ended."""
    result = command(EXAMPLES / "breakfast.py")

    assert result.exit_code == 0
    assert "breakfast.py in virtual time\n" in result.output
    assert "       3 s  Thread-1 (eat_breakfast)  | You eat breakfast\n" in result.output
    assert "ended at 5 s with exit status 0; this took " in result.output


def test_the_command_types_and_interrupts():
    """`--type TEXT@SECOND` and `--interrupt SECOND`."""
    script = EXAMPLES / "login_timer.py"

    result = command(script, "--interrupt", "1.5", "--type", "no@3")

    assert "     1.5 s  keyboard  presses Ctrl-C\n" in result.output
    assert "       3 s  main      | Stay as long as you like.\n" in result.output


def test_arguments_after_two_dashes_are_the_scripts_own(tmp_path):
    """As is everything that comes after the script's name and is no option of ours."""
    (tmp_path / "egg.py").write_text("import sys\nprint(sys.argv[1:])\n")

    assert "| ['a', '--real']" in command(tmp_path / "egg.py", "--", "a", "--real").output


def test_an_endless_loop_is_found(tmp_path):
    """Scripts are instrumented, so that no loop is endless."""
    (tmp_path / "egg.py").write_text("while True:\n    pass\n")

    result = command(tmp_path / "egg.py")

    assert "never ended; this took " in result.output
    assert "an endless loop: at 0 s main went round " in result.output
    assert "egg.py, line 1:  while True:" in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--type", "yes"], "--type yes: write the line, @, and a second, as in --type yes@2.5"),
        (["--type", "yes@soon"], "write the line, @, and a second"),
        (["--type", "2.5"], "--type 2.5: the @ is missing"),
        (["--interrupt", "-1"], "virtual seconds from 0 on"),
    ],
)
def test_keys_that_cannot_be_pressed_are_explained(arguments, told):
    """With an example of how to write it."""
    result = command(EXAMPLES / "breakfast.py", *arguments)

    assert result.exit_code == 2
    assert told in result.output


def test_a_script_that_is_no_python_is_explained(tmp_path):
    """In a sentence, not a traceback."""
    (tmp_path / "egg.py").write_text("def egg(:\n")

    result = command(tmp_path / "egg.py")

    assert result.exit_code == 2
    assert (
        "egg.py, line 1: Python can't read this: invalid syntax\n    def egg(:\n" in result.output
    )


def test_of_very_much_the_middle_is_left_out():
    """A program that never ends fills no screen a hundred times over, unless it is asked to."""
    script = EXAMPLES / "abc_and_xyz.py"

    short, whole = command(script).output, command(script, "--all").output

    assert len(short.splitlines()) < 250
    assert re.search(r"\n       \.\.\.  14,\d{3} more lines; --all shows them\n", short)
    assert "    3600 s  XYZ   sleeps until 3601 s\n" in short
    assert len(whole.splitlines()) > 14_000
    assert "--all" not in whole


def test_a_script_in_another_encoding_is_explained(tmp_path):
    """As it is when it is an answer."""
    (tmp_path / "egg.py").write_text("x = 1\n", encoding="utf-16")

    assert "egg.py is saved as UTF-16. Save it as UTF-8" in command(tmp_path / "egg.py").output


def test_a_traceback_is_the_scripts_own(tmp_path):
    """It begins and ends where Python's would: no frame of the kit is in it."""
    (tmp_path / "egg.py").write_text('print("go")\nname = input("Who? ")\n')

    result = command(tmp_path / "egg.py")

    told = [line.partition("| ")[2] for line in result.output.splitlines()]
    begin = told.index("Traceback (most recent call last):")
    assert f'  File "{tmp_path / "egg.py"}", line 2, in <module>' == told[begin + 1]
    assert result.output.count("  File ") == 1
    assert "nobody typed that; --type yes@2.5 types a line at 2.5 s\n" in result.output


@pytest.mark.timeout(60)
def test_a_script_that_ends_python_itself_is_told(tmp_path):
    """There is nobody left to say what happened."""
    (tmp_path / "egg.py").write_text("import os\nos._exit(0)\n")

    done = subprocess.run(
        [sys.executable, "-m", "grader", "simulate", str(tmp_path / "egg.py")],
        cwd=KIT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert "egg.py, line 2:  os._exit(0)" in done.stderr


@pytest.mark.timeout(60)
def test_real_runs_it_beside(tmp_path):
    """The same script with the same keys, in a process and in real time."""
    (tmp_path / "egg.py").write_text("import time\nprint(input())\ntime.sleep(0.01)\n")

    result = command(tmp_path / "egg.py", "--type", "spam@0.01", "--real")

    assert "the same in real time\n" in result.output
    assert result.output.count("| spam") == 2


def test_a_picture_of_a_script_is_written(tmp_path):
    """As SVG, the same that a page shows; of what takes no time there is none."""
    (tmp_path / "egg.py").write_text("import time\ntime.sleep(3)\n")
    (tmp_path / "now.py").write_text("print()\n")

    command(tmp_path / "egg.py", "--svg", str(tmp_path / "egg.svg"))
    result = command(tmp_path / "now.py", "--svg", str(tmp_path / "now.svg"))

    picture = (tmp_path / "egg.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"
    assert "sleep 3 s" in picture
    assert "there is no picture" in result.output
