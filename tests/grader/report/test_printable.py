"""Text from a submission does no harm to a terminal."""

from __future__ import annotations

from grader.report.printable import printable


def test_escape_sequences_are_spelt_out() -> None:
    """Nothing that a submission says moves a cursor or hides a line."""
    assert printable("a\x1b[2J\rb\nc\u202ed") == "a\\x1b[2J\\rb\nc\\u202ed"
