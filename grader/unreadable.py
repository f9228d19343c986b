"""Says why Python can't read a file, in which line, and what to do about it.

Knows what beginners' files look like; reads none itself.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from traceback import walk_tb
from types import FrameType

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CURES = (
    (r"^(>>>|\.\.\.)( |$)", "{0} is the interpreter's prompt: copy what comes after it."),
    (r"^(```|~~~)", "{0} belongs to a Markdown page: delete such lines."),
    (
        r"^(<<<<<<<|=======|>>>>>>>)( |$)",
        "Two versions meet here that git could not join: keep the lines you want, and delete those "
        "that begin with <<<<<<<, ======= or >>>>>>>.",
    ),
)
"""What a line begins with that is no Python, and what to do."""


def undecodable(name: str, raw: bytes, error: UnicodeDecodeError | SyntaxError) -> str:
    """Say which byte is no UTF-8; else it is the `coding:` line that Python rejects."""
    if raw.startswith(_UTF_16):
        return f"{name} is saved as UTF-16. Save it as UTF-8 in your editor."
    try:
        raw.decode()
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        return (
            f"{name}, line {line}: the byte {raw[wrong.start]:#04x} is no UTF-8. "
            "Save the file as UTF-8 in your editor."
        )
    return f"{name} names an encoding that Python does not know: {error}."


def no_text(name: str, source: str) -> str:
    """Say what a file is that can be read but is no program; nothing if it may be one."""
    if "\0" in source:
        line = source[: source.index("\0")].count("\n") + 1
        return (
            f"{name}, line {line}: null bytes, which no program has. Is it damaged, or saved as "
            "UTF-16? Save it as UTF-8 in your editor."
        )
    if source.lstrip().startswith("{") and '"cell_type"' in source:
        return f"{name} is a notebook inside. Put the code of its cells there instead."
    return ""


def not_python(name: str, error: SyntaxError, source: str) -> str:
    """Say what Python stumbled over, show the line, and say what to do if we know."""
    lines = source.splitlines()
    number = error.lineno or 1
    told = f"{name}, line {number}: Python can't read this: {error.msg}"
    if not 1 <= number <= len(lines):
        return told
    line = lines[number - 1]
    text = line.strip()
    told += f"\n    {text}"
    if error.offset:
        column = max(0, min(error.offset - 1 - (len(line) - len(line.lstrip())), len(text)))
        told += f"\n    {' ' * column}^"
    cure = _cure(error, text)
    return f"{told}\n{cure}" if cure else told


def checks_of(name: str, error: BaseException) -> str:
    """Say why the checks in a file can't be used: somebody has changed it."""
    if isinstance(error, FileNotFoundError):
        return f"the checks are gone: there is no {name}"
    if isinstance(error, SyntaxError):
        return f"the checks can't be read: {name}, line {error.lineno}: {error.msg}"
    where = [line for frame, line in walk_tb(error.__traceback__) if _is_in(name, frame)]
    at = f", line {where[-1]}" if where else ""
    return f"the checks can't be imported: {name}{at}: {type(error).__name__}: {error}"


def checks_come_back(number: str) -> str:
    """Say how a student gets the checks of an exercise back."""
    return f"To get them back as they were handed out:  grader reset {number} --checks"


def _is_in(name: str, frame: FrameType) -> bool:
    return Path(frame.f_code.co_filename).name == name


def _cure(error: SyntaxError, text: str) -> str:
    for pattern, advice in _CURES:
        found = re.match(pattern, text)
        if found:
            return advice.format(found[1])
    if isinstance(error, TabError):
        return "Indent with spaces only. Most editors can turn all tabs of a file into spaces."
    if isinstance(error, IndentationError):
        return (
            "All lines of a block begin in the same column, four spaces further in than its head."
        )
    if error.msg.startswith("invalid non-printable character"):
        return "It came with something that was copied: type these spaces anew."
    if error.msg.startswith("invalid character") and _has_typographic_quotes(text):
        return "A program has straight quotes: \" or '."
    return ""


def _has_typographic_quotes(text: str) -> bool:
    return any("QUOTATION MARK" in unicodedata.name(each, "") for each in set(text) - set("\"'"))
