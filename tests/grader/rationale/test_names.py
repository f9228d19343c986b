"""A name that Python does not find is followed by the one that was meant."""

from __future__ import annotations

import pytest

CALL = "def test_it(submission): submission.work()"


@pytest.mark.parametrize(
    ("submission", "told"),
    [
        ("from threading import event", "Did you mean Event?"),
        ("import treading", "Did you mean threading?"),
        ("import numpi", "The exercises need nothing but Python's standard library; of your own "),
        ("from .helper import egg", "Of your own files only egg.py is read: copy what you need"),
        ("stop = threading.Event()", "At the top of the file `import threading` is missing."),
        ("stop = Event()", "At the top of the file `from threading import Event` is missing."),
        ("import threading\nstop = Event()", "Write threading.Event."),
        (
            "def work():\n    sleep(3)",
            "At the top of the file `from time import sleep` is missing.",
        ),
        ("eggs = 3\ndef work(): return egs", "Did you mean eggs?"),
        ("def work(): return Flase", "Did you mean False?"),
        (
            "class Box:\n    def __init__(self): self.eggs = 3\n    def take(self): return eggs\n"
            "def work(): Box().take()",
            "Did you mean self.eggs?",
        ),
        ("import threading\ndef work(): threading.Thread().strat()", "Did you mean start?"),
        (
            "import queue\ndef work(): queue = queue.Queue()",
            "As a variable of this function, queue hides the module queue: give it another name.",
        ),
        ("eggs = 1\ndef work(): eggs += 1", "A name that a function assigns to is local to it;"),
        ("import threading\nthreading.lock()", "Did you mean Lock?"),
    ],
)
def test_the_name_that_was_meant_is_told(verdict, submission, told):
    """A typo, what was not imported, and what belongs to the object."""
    assert verdict(submission, CALL).rationale.splitlines()[-1].startswith(told)


@pytest.mark.parametrize(
    "submission",
    [
        "def work(): return unheard_of",
        "def work(): return queue",
        "def work(): raise NameError('egg')",
        "def work(): raise AttributeError('egg')",
        "def work(): (3).unheard_of",
        "class Odd:\n    def __dir__(self): raise ValueError\ndef work(): Odd().unheard_of",
    ],
)
def test_a_name_that_resembles_none_gets_no_advice(verdict, submission):
    """Nothing is guessed: the exception and its line are all."""
    first, where = verdict(submission, CALL).rationale.splitlines()

    assert first.startswith("your code raised ")
    assert where.startswith("    egg.py, line ")


def test_where_python_lies_is_left_out(verdict):
    """The path of a module says nothing to a student."""
    first = verdict("from threading import event", CALL).rationale.splitlines()[0]

    assert first.endswith("ImportError: cannot import name 'event' from 'threading'")


def test_a_file_beside_the_answer_is_not_read(verdict, tmp_path):
    """What is handed in is one file."""
    (tmp_path / "helper.py").write_text("egg = 3")

    assert verdict("import helper", CALL).rationale.endswith(
        "\nOnly egg.py is read: copy what you need of helper.py into it."
    )


def test_a_thread_that_died_of_a_name_is_told_the_one_that_was_meant(verdict):
    """Its death is an exception as any other."""
    submission = """
        import threading
        def boil(eggs): return egs
        def work():
            threading.Thread(target=boil, args=(3,)).start()
        """

    assert "egg.py, line 3" in verdict(submission, CALL).rationale
    assert "Did you mean eggs?" in verdict(submission, CALL).rationale
