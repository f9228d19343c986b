"""A report as a student reads it, line by line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from grader.model import Check, CheckResult, Exercise, Outcome, Report
from grader.report.terminal import ASCII, UNICODE, Marks, plain, render

HERE = Path("exercises/03_stop")
STOP = Exercise(
    number="03",
    slug="stop",
    title="Stop a worker",
    concepts=(),
    prerequisites=(),
    minutes=5,
    hints=("Think.",),
    folder=HERE,
    stub=HERE / "stop.py",
    visible_suite=HERE / "test_stop.py",
    solution=HERE,
    hidden_suite=HERE,
)


def result(outcome: Outcome, points: int, title: str, rationale: str = "") -> CheckResult:
    """Return a result whose check is called by its title."""
    return CheckResult(Check(title, title, points, True), outcome, rationale)


def text(*results: CheckResult, marks: Marks = UNICODE, **options: object) -> str:
    """Return a report on these results as plain text."""
    report = Report("", STOP, results)
    return plain(render(report, width=50, marks=marks, **options))


def test_a_report_shows_score_checks_reason_and_help() -> None:
    """What happened, where, and where to get help, in that order, and nothing else."""
    told = text(
        result(Outcome.PASSED, 2, "It ticks."),
        result(Outcome.FAILED, 3, "It stops.", "join() returned at 30 s\n    stop.py, line 24"),
        result(Outcome.PASSED, 3, "Nothing is left."),
    )

    assert told == (
        "03  Stop a worker                    5 of 8 points\n"
        "\n"
        "  ✓ 2  It ticks.\n"
        "  ✗ 3  It stops.\n"
        "       join() returned at 30 s\n"
        "           stop.py, line 24\n"
        "\n"
        "  ✓ 3  Nothing is left.\n"
        "\n"
        "  A nudge:  grader hint 03\n"
    )


def test_who_has_all_points_gets_no_hint() -> None:
    """A report without a failure ends with its last check."""
    assert text(result(Outcome.PASSED, 2, "It ticks.")) == (
        "03  Stop a worker                    2 of 2 points\n\n  ✓ 2  It ticks.\n"
    )


def test_what_all_checks_share_is_told_once() -> None:
    """A syntax error stands at the top, not below each check."""
    told = text(
        result(Outcome.FAILED, 2, "It ticks.", "stop.py, line 3: expected ':'"),
        result(Outcome.FAILED, 3, "It stops.", "stop.py, line 3: expected ':'"),
    )

    assert told.startswith(
        "03  Stop a worker                    0 of 5 points\n"
        "\n"
        "  stop.py, line 3: expected ':'\n"
        "\n"
        "  ✗ 2  It ticks.\n"
        "  ✗ 3  It stops.\n"
    )


def test_the_same_cause_is_folded() -> None:
    """A rationale that was printed for an earlier check is not printed again."""
    told = text(
        result(Outcome.FAILED, 2, "It ticks.", "it never starts"),
        result(Outcome.FAILED, 3, "It stops.", "it never starts"),
        result(Outcome.PASSED, 3, "Nothing is left."),
    )

    assert "  ✗ 3  It stops.\n       same cause as above\n" in told
    assert told.count("it never starts") == 1


def test_a_paragraph_that_was_printed_is_left_out() -> None:
    """Of two rationales with a common second paragraph the later one has only what is new."""
    told = text(
        result(Outcome.FAILED, 2, "It ticks.", "no tick\n\nline 3: write target=work"),
        result(Outcome.FAILED, 3, "It stops.", "no stop\n\nline 3: write target=work"),
    )

    assert told.count("line 3: write target=work") == 1
    assert "same cause" not in told


def test_prose_is_wrapped_and_code_is_cut() -> None:
    """Lines fit the width: where the code stands is said before it, so its end can go."""
    code = "    stop.py, line 24:  " + "x" * 60
    told = text(result(Outcome.FAILED, 2, "It ticks " * 8, "so many words " * 8 + "\n" + code))

    assert max(map(len, told.splitlines())) == 50
    assert f"           stop.py, line 24:  {'x' * 16} ...\n" in told


def test_a_terminal_without_unicode_gets_ascii() -> None:
    """With the plain marks every character is ASCII."""
    told = text(
        result(Outcome.PASSED, 2, "It ticks."),
        result(Outcome.FAILED, 3, "It stops."),
        result(Outcome.BROKEN, 3, "It ends."),
        marks=ASCII,
    )

    assert told.isascii()
    assert "  + 2  It ticks.\n  x 3  It stops.\n  ! 3  It ends.\n" in told


def test_a_failed_check_shows_what_was_printed() -> None:
    """The first lines of the program's output stand below the reason."""
    told = text(
        result(Outcome.FAILED, 3, "It stops.", "too late"),
        result(Outcome.PASSED, 3, "It ticks."),
        printed={"It stops.": [f"tick {number}" for number in range(12)]},
    )

    assert "       it printed\n           tick 0\n" in told
    assert "           tick 9\n           ... and 2 more lines\n" in told


def test_what_was_printed_does_nothing_to_the_terminal() -> None:
    """Nor does what an exception says; a tab is still a tab."""
    told = text(
        result(Outcome.FAILED, 3, "It stops.", "your code raised ValueError: \x1b[2J"),
        printed={"It stops.": ["\x1b[31mred", "a\tb", "x" * 60]},
    )

    assert "\x1b" not in told
    assert "ValueError: \\x1b[2J\n" in told
    assert "           \\x1b[31mred\n           a       b\n" in told
    assert max(map(len, told.splitlines())) == 50


def test_a_picture_that_does_not_fit_is_not_shown() -> None:
    """A line that the terminal breaks in two makes nonsense of all the others."""
    failed = result(Outcome.FAILED, 3, "It stops.", "too late")

    fits, wide = (text(replace(failed, timeline="─" * columns)) for columns in (43, 44))

    assert "─" * 43 in fits
    assert "       a picture comes in a terminal of 51 columns\n" in wide
    assert "─" not in wide


def test_rationales_can_be_left_out() -> None:
    """Without details only the checks are listed."""
    assert "too late" not in text(result(Outcome.FAILED, 3, "It stops.", "too late"), details=False)
