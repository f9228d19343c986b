"""Spells out what would do something to a terminal. Knows nothing of what the text is about."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return text in which every character shows: no escape sequences, no halves of characters.

    Lines stay lines; a character that would do something to a terminal is spelt out.
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each == "\n" else _spelt(each) for each in text)


def _spelt(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
