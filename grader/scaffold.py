"""Makes the three folders of a new exercise, with something in them that works."""

from __future__ import annotations

import re
from pathlib import Path

from grader.catalog import Course

_NAME = re.compile(r"(?P<number>\d{2,})_(?P<slug>[a-z][a-z0-9_]*)")

STUB = '''"""TODO: what this exercise is about, in a line."""


def answer() -> int:
    """TODO: the contract, so exact that every check can quote it."""
    # TODO: what the student does here.
    raise NotImplementedError("say what to do")
'''
SOLUTION = '''"""TODO: what this exercise is about, in a line."""


def answer() -> int:
    """TODO: the contract, so exact that every check can quote it."""
    # Say why it is done so.
    return 42
'''
SUITE = '''"""The {kind} checks of {number}."""

from grader.testing import points


@points({points})
def test_{name}(submission, clock):
    """{promise}"""
    found = submission.answer()

    assert found == 42, f"answer() returned {{found}}; it must be 42."
'''
TOML = """title = "{title}"
concepts = []
prerequisites = []
minutes = 30
"""
README = """# {title}

TODO: the story, the task, an example that runs, what you will learn, links.

```python
from {slug} import answer

print(answer())    # 42
```
"""
HINTS = """## 1. The idea

TODO

## 2. The tool

TODO

## 3. Nearly the code

TODO
"""
WRONG = '''"""TODO: the mistake that students really make.

Fails: test_the_answer, test_the_answer_again
"""


def answer():
    return 41
'''
RIGHT = '''"""TODO: how this one is built differently."""


def answer():
    return 6 * 7
'''


class ScaffoldError(Exception):
    """An exercise can't be made; the text says why."""


def new_exercise(course: Course, name: str) -> tuple[Path, ...]:
    """Make the folders of the exercise `name`, such as `25_thread_local`; return the new files.

    Raises ScaffoldError if the name is none, or its number is taken.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise ScaffoldError(f"{name!r} is no exercise's name: write it like 25_thread_local")
    number, slug = match["number"], match["slug"]
    for exercise in course.exercises():
        if int(exercise.number) == int(number):
            raise ScaffoldError(f"the number {number} is taken by {exercise.folder.name}")
    title = slug.replace("_", " ").capitalize()
    facts = {"number": number, "slug": slug, "title": title}
    visible = {"kind": "visible", "points": 4, "name": "the_answer", **facts}
    hidden = {"kind": "hidden", "points": 6, "name": "the_answer_again", **facts}
    files = {
        f"exercises/{name}/README.md": README.format(**facts),
        f"exercises/{name}/exercise.toml": TOML.format(**facts),
        f"exercises/{name}/{slug}.py": STUB,
        f"exercises/{name}/hints.md": HINTS,
        f"exercises/{name}/test_{slug}.py": SUITE.format(
            promise="TODO: the promise that a student reads.", **visible
        ),
        f"solutions/{name}/{slug}.py": SOLUTION,
        f"tests/{name}/test_{slug}.py": SUITE.format(
            promise="TODO: another promise that the contract makes.", **hidden
        ),
        f"tests/{name}/wrong/one_less.py": WRONG,
        f"tests/{name}/right/computes_it.py": RIGHT,
    }
    for path, text in files.items():
        target = course.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return tuple(course.root / path for path in files)
