"""Examples of a README run in virtual time, with the solution beside them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from grader.verify.readme import Example, examples

README = "exercises/01_say_hello/README.md"

TWO_EXAMPLES = """\
```python
a = 1
```

No output of it:

```text
x
```

```python
print(2)
```

It prints:

```text
2
```

```python fails
1 / 0
```
"""


@pytest.fixture
def told(author):
    """Write a README with this example, and return what is wrong with it."""

    def tell(source, prints=""):
        fence = "```"
        text = f"{fence}python\n{dedent(source).strip()}\n{fence}\n{prints}"
        author.write(README, text)
        return author.verifier().readme()

    return tell


def test_blocks_are_found_with_their_lines_and_their_output():
    """Only what begins with ```python is run; a ```text after "prints" is its output."""
    assert list(examples(TWO_EXAMPLES)) == [
        Example(2, "a = 1\n", None),
        Example(12, "print(2)\n", "2\n"),
    ]


def test_example_sleeps_in_virtual_time(told):
    """An hour in an example costs nothing."""
    assert told("import time\ntime.sleep(1000)") == []


def test_example_that_raises_is_noticed(told):
    """The README's line is named."""
    assert told("x = 1\n1 / 0") == [
        "README.md, line 2: the example raises ZeroDivisionError('division by zero')"
    ]


def test_example_with_a_deadlock_is_noticed(told):
    """An example is clean in the engine's eyes as well."""
    source = """
        import threading

        lock = threading.Lock()
        lock.acquire()
        threading.Thread(target=lock.acquire).start()
    """

    assert told(source)[0].startswith("README.md, line 2: the example is not clean: ")


def test_example_that_prints_something_else_is_noticed(told):
    """What the README says an example prints is what it prints."""
    prints = "It prints:\n\n```text\nhello Bob\n```\n"

    assert told('from say_hello import hello\nprint(hello("Ada"))', prints) == [
        "README.md, line 2: the example does not print what the README says, but\nhello Ada\n"
    ]


def test_example_may_ask_for_input(told):
    """Enter is pressed at 3.5 s."""
    broken = told(
        """
        import time
        begin = time.monotonic()
        input("? ")
        print(time.monotonic() - begin)
        """,
        prints="It prints:\n\n```text\n? 3.5\n```\n",
    )

    assert broken == []


def test_daemon_of_an_example_may_be_cut_off(told):
    """A daemon that still sleeps when the example ends is nothing to complain about."""
    source = """
        import threading
        import time

        threading.Thread(target=time.sleep, args=(99,), daemon=True).start()
    """

    assert told(source) == []
