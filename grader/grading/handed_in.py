"""Finds a student's file for an exercise and reads it; says why there is nothing to grade.

Touches nothing but the student's folder: a link that leads out of it is not followed.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.model import Exercise
from grader.report.printable import printable
from grader.submission import SIZE_LIMIT

DEEPEST = 5
"""Levels of folders that are searched."""
MOST = 5000
"""Entries of a student's folder that are looked at."""
ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
"""What the name of a packed file ends in; nothing is unpacked here."""
_PROGRAMS = (".py", ".py.txt", ".ipynb")
_SKIPPED = ("__pycache__", "__MACOSX", "node_modules", "site-packages", "venv")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a student handed in for one exercise."""

    source: bytes | None = None
    reason: str = ""
    """Why there is nothing to grade."""
    is_missing: bool = False
    """Whether there is no such file at all, which is normal."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of a student's folder, at any depth."""

    folder: Path
    entries: tuple[Path, ...]
    unreadable: tuple[Path, ...]

    def relative(self, path: Path) -> str:
        """Name an entry as it shows in a sentence."""
        return printable(path.relative_to(self.folder).as_posix())


def contents(folder: Path) -> Contents:
    """List a student's folder. Follows no link to another folder, so it always ends."""
    entries: list[Path] = []
    unreadable: list[Path] = []
    level = [folder]
    for _ in range(DEEPEST):
        below = []
        for place in level:
            try:
                there = sorted(os.scandir(place), key=lambda entry: entry.name)
            except OSError:
                unreadable.append(place)
                continue
            for entry in there:
                entries.append(Path(entry.path))
                if entry.is_dir(follow_symlinks=False) and not _is_skipped(entry.name):
                    below.append(Path(entry.path))
            if len(entries) > MOST:
                return Contents(folder, tuple(entries), tuple(unreadable))
        level = below
    return Contents(folder, tuple(entries), tuple(unreadable))


def answer_to(exercise: Exercise, found: Contents) -> Answer:
    """Return the student's answer to an exercise, read, or the reason why there is none."""
    candidates = [path for path in found.entries if path.name == exercise.filename]
    if not candidates:
        return Answer(reason=_nothing(exercise, found), is_missing=True)
    ranked = sorted(candidates, key=lambda path: (_rank(path, exercise, found), str(path)))
    best = [
        path for path in ranked if _rank(path, exercise, found) == _rank(ranked[0], exercise, found)
    ]
    answers = [_read(path, found) for path in best]
    if len({answer.source for answer in answers}) > 1:
        names = " and ".join(found.relative(path) for path in best[:2])
        return Answer(reason=f"there are {len(best)} files for it, which differ: {names}")
    return answers[0]


def _rank(path: Path, exercise: Exercise, found: Contents) -> tuple[int, int]:
    """How likely a file is the one that is meant: less is better."""
    above = path.relative_to(found.folder).parts[:-1]
    name = exercise.folder.name
    usual = [(), (name,), ("exercises", name)]
    if above in usual:
        return usual.index(above), 0
    return len(usual) + (above[-2:] != usual[-1]), len(above)


def _read(path: Path, found: Contents) -> Answer:
    """Read a regular file within the student's folder, opened once and measured open."""
    name = found.relative(path)
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        if path.is_symlink():
            return Answer(reason=f"{name} is a link that leads nowhere")
        return Answer(reason=f"{name} can't be read")
    if not target.is_relative_to(found.folder.resolve()):
        return Answer(reason=f"{name} is a link that leads out of the student's folder")
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if target.is_dir():
            return Answer(reason=f"{name} is a folder; the answer belongs in a file")
        with os.fdopen(os.open(target, flags | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                return Answer(reason=f"{name} is not a regular file")
            if facts.st_size > SIZE_LIMIT:
                return Answer(
                    reason=f"{name} has {facts.st_size:,} bytes; at most {SIZE_LIMIT:,} are graded"
                )
            return Answer(file.read(SIZE_LIMIT))
    except OSError as error:
        return Answer(reason=f"{name} can't be read: {error.strerror or 'unknown error'}")


def _nothing(exercise: Exercise, found: Contents) -> str:
    """Say that there is no file, and which one may have been meant."""
    if found.folder in found.unreadable:
        return "the folder can't be read"
    told = f"no file {exercise.filename}"
    meant = _meant(exercise, [path.name for path in found.entries])
    if meant:
        return f"{told}; is it {printable(meant)}?"
    packed = [path for path in found.entries if path.suffix.lower() in ARCHIVES]
    if packed:
        return f"{told}; is it in {found.relative(packed[0])}, which is not unpacked?"
    return told


def _meant(exercise: Exercise, names: Sequence[str]) -> str:
    """The file whose name is nearly right, or has more around the right one, as `ada_greet.py`."""
    folded = {
        re.sub(r"[^a-z0-9.]+", "_", name.lower()).removesuffix(".txt"): name
        for name in sorted(names)
        if name.lower().endswith(_PROGRAMS)
    }
    close = difflib.get_close_matches(exercise.filename, folded, n=1, cutoff=0.8)
    around = [name for name in folded if exercise.slug in name and not name.startswith("test_")]
    return next((folded[name] for name in (*close, *around)), "")


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name in _SKIPPED
