"""`check("03")` in a student's notebook, with a kernel's memory but without a kernel."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from grader.catalog import KIT
from grader.notebooks.check import CheckFailed, NoAnswer, NotGraded, check

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
def ran(monkeypatch, small_course):
    """Return how to make believe that some cells were run, in the small course's folder."""
    monkeypatch.chdir(small_course.root)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)

    def run(*cells):
        memory = SimpleNamespace(input_hist_raw=["", *cells])
        shown = []
        shell = SimpleNamespace(
            history_manager=memory, display_pub=SimpleNamespace(publish=shown.append)
        )
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
        return shown

    return run


def test_visible_checks_run_on_the_cells_that_were_run(ran, right):
    """The page shows all of them, and none of the hidden ones."""
    ran("%matplotlib inline", right, 'check("01")')

    page = check("01")

    assert "3 of 3 points" in repr(page)
    assert "3 of 3 points" in page._repr_html_()
    assert "whoever" not in repr(page)


def test_check_that_passes_is_shown(ran, right):
    """A single check is shown alone; its cell returns nothing that might be taken for points."""
    shown = ran(right)

    assert check("01", "test_greets") is None
    [page] = shown
    assert "greet() says hello." in page["text/html"]
    assert "1 of 1 point\n" in page["text/plain"]


def test_failed_check_raises_its_rationale(ran, right):
    """A single check ends its cell with what went wrong, without a traceback."""
    ran(right.replace("hello", "goodbye"))

    with pytest.raises(CheckFailed, match="goodbye you") as caught:
        check("01", "test_greets")
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_dying_process_leaves_the_kernel_alone(ran, right):
    """os._exit() ends the process of the checks, and is told."""
    ran(f"{right}\ndef greet(name):\n    import os\n    os._exit(3)")

    with pytest.raises(CheckFailed, match="exit status 3"):
        check("01", "test_greets")


@pytest.mark.parametrize("answer", ["RIGHT", "x = 1", "def greet(:"])
def test_hidden_check_waits(ran, right, capsys, answer):
    """Its cell says that it runs later; it gives no points and no error, whatever was run."""
    ran(answer.replace("RIGHT", right))

    assert check("01", "test_greets_others") is None
    assert "when your notebook is graded" in capsys.readouterr().out


def test_executing_is_not_grading(ran, right, monkeypatch):
    """If nbgrader executes a check's cell to grade it, that is an error: silence is full marks."""
    ran(right)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")

    with pytest.raises(NotGraded, match="autograde_preprocessors"):
        check("01", "test_greets_others")


def test_outside_of_a_notebook_there_is_nothing_to_check(monkeypatch, small_course):
    """A script is told what to run instead."""
    monkeypatch.chdir(small_course.root)
    monkeypatch.delitem(sys.modules, "IPython", raising=False)

    with pytest.raises(RuntimeError, match="pytest exercises"):
        check("01")


def test_answer_that_was_not_run_is_missed(ran, monkeypatch):
    """Before the answer's cell was run there is nothing to check."""
    ran("x = 1")
    monkeypatch.chdir(sys.prefix)  # no exercises here: the kit's own are used

    with pytest.raises(NoAnswer, match="run your answer's cell") as caught:
        check("03")
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_answer_that_is_no_python_is_told(ran, right):
    """The last attempt counts: a verdict on the one before it would be on something else."""
    ran(right, "%matplotlib inline\ndef greet(name)\n    return name\n", 'check("01")')

    with pytest.raises(NoAnswer) as caught:
        check("01")
    assert str(caught.value) == (
        "In [2], line 2: Python can't read this: expected ':'\n"
        "    def greet(name)\n"
        "                   ^"
    )


def test_an_answer_may_be_put_right(ran, right):
    """A slip in a cell before it is forgotten."""
    ran("def greet(name)\n    return name\n", right)

    assert "3 of 3 points" in repr(check("01"))


def test_what_needs_a_command_line_is_left_out(ran, right):
    """Hints are cells of the notebook itself."""
    ran(right.replace("hello", "goodbye"))

    assert "grader hint" not in repr(check("01"))


def test_a_schedule_is_not_offered_for_replay(ran, monkeypatch):
    """The command would look for a file; and long sentences are wrapped between words."""
    monkeypatch.chdir(KIT)
    ran((KIT / "tests/10_ticket_race/wrong/trusts_the_gil.py").read_text())

    with pytest.raises(CheckFailed, match="It takes one forced switch") as caught:
        check("10", "test_one_seat_is_sold_once")
    assert "grader replay" not in str(caught.value)
    assert max(map(len, str(caught.value).splitlines())) <= 88
