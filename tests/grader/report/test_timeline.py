"""What the timelines in characters look like: whole pictures, that somebody has read."""

from __future__ import annotations

import threading
import time

import pytest

from grader.engine import Trace, current_kernel, execute
from grader.engine.findings import DataRace
from grader.report.timeline import Mark, timeline
from tests.grader.report import programs
from tests.grader.report.programs import GOLDEN, PROGRAMS, drawn


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_a_timeline_is_as_somebody_read_it(program):
    """The whole picture of each program, to the letter; `programs.py` says how to renew it."""
    golden = (GOLDEN / f"{program.__name__}.txt").read_text(encoding="utf-8")

    assert drawn(program) == golden


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_a_timeline_fits_a_terminal(program):
    """No line is wider than asked for, and there are 25 lines at most."""
    lines = drawn(program, width=73).splitlines()

    assert max(map(len, lines)) <= 73
    assert len(lines) <= 25


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_a_terminal_without_unicode_gets_plain_ascii(program):
    """In ASCII the same picture has as many lines, and no sign beyond ASCII."""
    text = drawn(program, ascii=True)

    assert text.isascii()
    assert len(text.splitlines()) == len(drawn(program).splitlines())


def test_a_narrow_terminal_loses_labels_but_no_lane():
    """In 40 columns every thread still has its lane, its sign and its note."""
    assert drawn(programs.exception_in_a_thread, width=40) == (
        "        0 s             1            2\n"
        "main    ├┄ join worker ┄┼ sleep 1 s ─a■\n"
        "worker  ├── sleep 1 s ──✗\n"
        "\n"
        "✗  1 s  worker dies of ValueError: no ..\n"
        'a  2 s  main prints "all done"\n'
        "\n"
        "─ sleeps   ┄ waits for a thread to end\n"
        "■ finished\n"
    )


def test_a_death_is_told_without_the_scope_of_a_function():
    """Where a function was defined is nothing that a student has written."""

    def main():
        def work(): ...

        threading.Thread(target=work, args=(1,)).start()
        time.sleep(1)

    execution = execute(main)
    text = timeline(execution.trace, findings=execution.findings)

    assert "dies of TypeError: work() takes" in text
    assert "<locals>" not in text


def test_ascii_signs_are_told_apart():
    """A circle of locks in plain ASCII."""
    assert drawn(programs.deadlock_in_a_circle, width=73, ascii=True) == (
        "      0 s             1               2                          for ever\n"
        "main  |........................ join ann ........................X\n"
        "ann   |-- sleep 1 s --|######## lock right, held by bob #########X\n"
        "bob   |---------- sleep 2 s ==========|# lock left, held by ann #X\n"
        "\n"
        "X  2 s  deadlock, a circle: ann -> bob -> ann\n"
        "\n"
        "- sleeps   # waits for a lock   . waits for a thread to end\n"
        "= has a lock that another waits for\n"
    )


def test_what_takes_no_time_has_no_picture():
    """A program that is over in one moment, and a trace without steps, give nothing."""
    assert timeline(execute(lambda: print("hello")).trace) == ""
    assert timeline(Trace()) == ""


def test_a_trace_can_be_drawn_while_it_is_recorded():
    """A thread that has not ended yet gets an arrow, not a cut."""
    pictures = []

    def main():
        programs.thread("worker", time.sleep, 3)
        time.sleep(1)
        pictures.append(timeline(current_kernel().trace))

    execute(main)

    assert "→ not at its end yet" in pictures[0]
    assert "cut off" not in pictures[0]


def test_a_mark_in_the_middle_of_a_sleep_leaves_the_label_readable():
    """The label moves aside for the mark's letter."""
    trace = execute(programs.one_after_the_other).trace
    text = timeline(trace, marks=[Mark(5.25, "main", "looks at the clock")])

    assert "a── 4 s ───b───────c" in text.splitlines()[1]
    assert "b  5.25 s  main: looks at the clock" in text


def test_a_mark_of_an_unknown_thread_is_told_without_a_letter():
    """There is no lane to put the letter in."""
    trace = execute(programs.one_after_the_other).trace
    text = timeline(trace, marks=[Mark(3, "nobody", "was here")])

    assert "\n   3 s  nobody: was here\n" in text


def test_any_finding_is_told_in_a_line():
    """A finding that the timeline has no words for is told in its own."""
    race = DataRace(3.0, "jar", ("main", "tap"), ("read", "write"), (None, None), False)
    text = timeline(execute(programs.one_after_the_other).trace, findings=[race])

    assert "✗  3 s  a data race on jar:" in text


def test_output_cannot_move_the_cursor():
    """Control characters in what a program prints are shown as question marks."""
    text = timeline(execute(lambda: programs.chore(1, "a\x1b[2Jb\tc\rd")).trace)

    assert 'main prints "a?[2Jb c d"' in text


def test_wide_letters_count_double():
    """A name of two wide letters takes four columns."""
    text = timeline(execute(lambda: programs.thread("猫犬", time.sleep, 1)).trace)

    assert text.splitlines()[1].startswith("main  ├")
    assert text.splitlines()[2].startswith("猫犬  ├")


def test_threads_of_one_name_have_a_lane_each():
    """A name that is used again does not join two threads."""

    def main():
        programs.thread("worker", time.sleep, 1).join()
        programs.thread("worker", time.sleep, 1).join()

    lines = timeline(execute(main).trace).splitlines()

    assert [line.split()[0] for line in lines[1:4]] == ["main", "worker", "worker"]
