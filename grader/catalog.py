"""Finds the exercises of a course on disk. The only file that knows its folder names."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.model import Exercise

KIT = Path(__file__).resolve().parent.parent
"""The course that this package lies in: its checkout, or a handout."""

FEW = 6
"""Exercises that a sentence can list."""
_FOLDER = re.compile(r"(?P<number>\d{2,})_(?P<slug>[a-z][a-z0-9_]*)")


class CatalogError(Exception):
    """A course folder, or an exercise in it, is not as it must be; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Course:
    """A folder with `exercises/`, `solutions/` and `tests/`."""

    root: Path = KIT

    def exercises(self) -> tuple[Exercise, ...]:
        """Return every exercise in the order of its number.

        Raises CatalogError if there is none, two share a number, or one is damaged.
        """
        folder = self.root / "exercises"
        if not folder.is_dir():
            raise CatalogError(
                f"{self.root} is no course: it has no folder 'exercises'. "
                "Go to the folder with your exercises, or name it with --course DIR."
            )
        found: dict[str, list[Exercise]] = {}
        for path in sorted(folder.iterdir()):
            match = _FOLDER.fullmatch(path.name)
            if match is not None and _is_exercise(path, match["slug"]):
                exercise = _read(self.root, match["number"], match["slug"])
                found.setdefault(exercise.number, []).append(exercise)
        if not found:
            raise CatalogError(
                f"{folder} has no exercise: a folder is named like '01_start_a_thread'."
            )
        exercises = map(_the_only_one, found.values())
        return tuple(sorted(exercises, key=lambda exercise: int(exercise.number)))

    def exercise(self, name: str) -> Exercise:
        """Return the exercise called `name`: `3`, `03`, `stop_via_event` or `03_stop_via_event`.

        Its folder's path will do as well, and its file's. Raises CatalogError that says which
        exercises exist.
        """
        every = self.exercises()
        last = Path(name).name.removesuffix(".py")
        for exercise in every:
            if last.isdecimal():
                if int(last) == int(exercise.number):
                    return exercise
            elif last in (exercise.slug, exercise.folder.name):
                return exercise
        raise CatalogError(f"there is no exercise {name}{_instead(last, every)}")


def course_around(start: Path) -> Course | None:
    """Return the course that the folder `start` is, or lies in; None if there is none."""
    for folder in (start, *start.parents):
        if any(folder.glob("exercises/[0-9][0-9]*_*/exercise.toml")):
            return Course(folder)
    return None


def _instead(name: str, every: tuple[Exercise, ...]) -> str:
    """The one that was meant, if it can be guessed; else those that exist, if they are few."""
    close = difflib.get_close_matches(name, [each.slug for each in every], n=1)
    if close:
        meant = next(each for each in every if each.slug == close[0])
        return f". Did you mean {meant.number} {meant.slug}?"
    if len(every) > FEW:
        return f"; they go from {every[0].number} to {every[-1].number}: grader list shows them"
    return f"; there are {listing(every)}"


def listing(exercises: tuple[Exercise, ...]) -> str:
    """Name the exercises for a sentence: `01 start_a_thread, 02 make_a_daemon`."""
    return ", ".join(f"{exercise.number} {exercise.slug}" for exercise in exercises)


def _is_exercise(folder: Path, slug: str) -> bool:
    """Whether a folder that is named like an exercise is one: a student may have others beside."""
    return any((folder / name).is_file() for name in ("exercise.toml", f"test_{slug}.py"))


def _the_only_one(twins: list[Exercise]) -> Exercise:
    """The exercise among those of one number: in a copy of its folder, nothing is named like it."""
    first, *others = [each for each in twins if each.visible_suite.is_file()] or twins
    if others:
        raise CatalogError(
            f"two exercises have the number {first.number}: "
            f"{first.folder.name} and {others[0].folder.name}. Give one another number."
        )
    return first


def _read(root: Path, number: str, slug: str) -> Exercise:
    name = f"{number}_{slug}"
    folder = root / "exercises" / name
    facts = _facts(folder / "exercise.toml")
    return Exercise(
        number=number,
        slug=slug,
        title=str(facts["title"]),
        concepts=tuple(map(str, facts.get("concepts", ()))),
        prerequisites=tuple(map(str, facts.get("prerequisites", ()))),
        minutes=int(facts.get("minutes", 0)),
        hints=_hints(folder / "hints.md"),
        folder=folder,
        stub=folder / f"{slug}.py",
        visible_suite=folder / f"test_{slug}.py",
        solution=root / "solutions" / name / f"{slug}.py",
        hidden_suite=root / "tests" / name / f"test_{slug}.py",
    )


def _facts(path: Path) -> dict[str, Any]:
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogError(f"{path} is missing: it holds the exercise's title") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path} can't be read: {error}") from None
    if not isinstance(facts.get("title"), str):
        raise CatalogError(f'{path} has no title: write  title = "..."')
    return facts


def _hints(path: Path) -> tuple[str, ...]:
    """The sections of hints.md: each starts with a line `## ...`."""
    if not path.is_file():
        return ()
    sections = re.split(r"^## .*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return tuple(section.strip() for section in sections[1:])
