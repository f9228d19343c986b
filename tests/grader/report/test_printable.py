"""Text from a submission does no harm to a terminal."""

from __future__ import annotations

import codecs

import pytest

from grader.report.printable import plain_signs, printable


def test_escape_sequences_are_spelt_out() -> None:
    """Nothing that a submission says moves a cursor or hides a line."""
    assert printable("a\x1b[2J\rb\nc\u202ed") == "a\\x1b[2J\\rb\nc\\u202ed"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("• one\n", b"* one\n"),
        ("── 03 ──", b"-- 03 --"),
        ("ü…", b"\\xfc..."),
        ("🧵", b"\\U0001f9f5"),
    ],
)
def test_a_terminal_without_our_signs_gets_plain_ones(text: str, shown: bytes) -> None:
    """What has no plain sign is spelt out; nothing raises."""
    codecs.register_error("plain_signs", plain_signs)

    assert text.encode("ascii", "plain_signs") == shown


def test_what_cannot_be_read_is_no_matter_of_signs() -> None:
    """The handler is for writing only."""
    codecs.register_error("plain_signs", plain_signs)

    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", "plain_signs")
