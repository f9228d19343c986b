"""A small exercise on disk that keeps every promise, for tests that break one."""

from __future__ import annotations

from textwrap import dedent

import pytest

from grader.catalog import Course
from grader.verify import Verifier

FILES = {
    "exercises/01_say_hello/exercise.toml": 'title = "Say hello"\n',
    "exercises/01_say_hello/hints.md": "## 1. a\nOne.\n## 2. b\nTwo.\n## 3. c\nThree.\n",
    "exercises/01_say_hello/README.md": """
        # Say hello

        ```python
        from say_hello import hello

        print(hello("Ada"))
        ```

        It prints:

        ```text
        hello Ada
        ```
    """,
    "exercises/01_say_hello/say_hello.py": '''
        def hello(name):
            """Return a greeting."""
            raise NotImplementedError("greet somebody")
    ''',
    "exercises/01_say_hello/test_say_hello.py": '''
        from grader.testing import points

        @points(4)
        def test_greets(submission):
            """hello() greets."""
            assert submission.hello("Ada").startswith("hello")
    ''',
    "solutions/01_say_hello/say_hello.py": """
        def hello(name):
            return f"hello {name}"
    """,
    "tests/01_say_hello/test_say_hello.py": '''
        from grader.testing import points

        @points(6)
        def test_names(submission, clock):
            """hello() names whom it greets."""
            assert submission.hello("Bob").endswith("Bob")
            assert clock.now == 0
    ''',
    "tests/01_say_hello/right/joins.py": """
        def hello(name):
            return " ".join(["hello", name])
    """,
    "tests/01_say_hello/wrong/says_bye.py": '''
        """Says the wrong word.

        Fails: test_greets
        """

        def hello(name):
            return f"bye {name}"
    ''',
    "tests/01_say_hello/wrong/greets_all_alike.py": '''
        """Forgets the name.

        Fails: test_names
        """

        def hello(name):
            return "hello you"
    ''',
}


class Author:
    """Writes the files of the exercise, and asks whether it keeps the promises."""

    def __init__(self, root):
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        """Put a file into the course, and return where it is."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def verifier(self):
        """Return a verifier that has seen the files as they are now."""
        return Verifier(Course(self.root).exercise("1"))


@pytest.fixture
def author(tmp_path):
    """An author, with an exercise that keeps every promise but for the number of submissions."""
    return Author(tmp_path)
