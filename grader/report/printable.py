"""Spells out what would do something to a terminal, and leaves out what says nothing to a reader.

Knows nothing of what the text is about.
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_SCOPE = re.compile(r"[\w.]+\.<locals>\.")
_PLAIN = {"•": "*", "…": "...", "─": "-", "│": "|", "\u2013": "-", "\u2014": "--"}
"""Signs of ours, and of the libraries that lay text out, in letters that every terminal has."""


def printable(text: str) -> str:
    """Return text in which every character shows: no escape sequences, no halves of characters.

    Lines stay lines; a character that would do something to a terminal is spelt out.
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each == "\n" else _spelt(each) for each in text)


def plain_names(text: str) -> str:
    """Leave out where objects lie in memory, and which function a function was defined in."""
    return _SCOPE.sub("", _ADDRESS.sub("", text))


def _spelt(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Encode what a terminal can't show: an error handler for `codecs`, with signs of ours."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_PLAIN.get(each) or _spelt(each) for each in missing), error.end
