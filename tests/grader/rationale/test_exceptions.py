"""What ends a check is told with the student's own line, and with what to do."""

from __future__ import annotations

import pytest

from grader.model import Outcome

CALL = "def test_it(submission): submission.work()"


@pytest.mark.parametrize(
    ("submission", "told"),
    [
        (
            "def work(): raise NotImplementedError('boil the eggs')",
            "not written yet: boil the eggs\n    egg.py, line 1",
        ),
        ("def work(): raise NotImplementedError", "not written yet: work()\n    egg.py, line 1"),
        (
            "exit()",
            "egg.py, line 1: `exit()` runs whenever the file is imported, before the check calls "
            'anything. Delete it, or put it below `if __name__ == "__main__":`.\n'
            "your code ended the whole program with sys.exit() or exit().\n"
            "    egg.py, line 1:  exit()",
        ),
        (
            "import sys\ndef work():\n    sys.exit(3)",
            "your code ended the whole program with sys.exit() or exit().\n"
            "    egg.py, line 3:  sys.exit(3)\nLet the function return instead.",
        ),
        (
            "def work():\n    return work()",
            "your code raised RecursionError: maximum recursion depth exceeded\n"
            "    egg.py, line 2:  return work()\n"
            "A function calls itself again and again: what should end that?",
        ),
        (
            "import requets",
            "your file can't be imported, it raised ModuleNotFoundError: "
            "No module named 'requets'\n    egg.py, line 1:  import requets\n"
            "The exercises need nothing but Python's standard library; of your own files only "
            "egg.py is read.",
        ),
        (
            "x = threading.Lock()",
            "your file can't be imported, it raised NameError: name 'threading' is not defined",
        ),
        (
            "def boil(): ...\ndef work():\n    boil().join()",
            "your code raised AttributeError: 'NoneType' object has no attribute 'join'\n"
            "    egg.py, line 3:  boil().join()\n"
            "Something is None there: a function without a `return` gives None.",
        ),
        (
            "import threading\ndef work():\n    threading.Thread(target=print).join()",
            "your code raised RuntimeError: cannot join thread before it is started\n"
            "    egg.py, line 3:  threading.Thread(target=print).join()",
        ),
        (
            "import threading\nlocal = threading.local()\ndef work(): local.id",
            "your code raised AttributeError: '_thread._local' object has no attribute 'id'\n"
            "    egg.py, line 3:  def work(): local.id\n"
            "Each thread has attributes of its own in a threading.local(), and a new thread",
        ),
        (
            "import threading\nlocal = threading.local()\ndef work():\n    del local.id",
            "your code raised AttributeError: '_thread._local' object has no attribute 'id'\n"
            "    egg.py, line 4:  del local.id",
        ),
        (
            "def work():\n    name = input()",
            "your code raised EOFError: nothing more is typed\n"
            "    egg.py, line 2:  name = input()\n"
            "Call input() only as often as the exercise says: the check types no more lines.",
        ),
        (
            "class Odd(Exception):\n    def __str__(self): return 1\ndef work(): raise Odd",
            "your code raised Odd\n    egg.py, line 3",
        ),
        ("def work(): raise ValueError('x' * 9_999)", "your code raised ValueError: " + "x" * 500),
    ],
    ids=lambda value: value.splitlines()[0][:40],
)
def test_an_exception_of_the_student_is_told(verdict, submission, told):
    """Kind, text, place, and for the common ones what to do."""
    result = verdict(submission, CALL)

    assert result.outcome is Outcome.FAILED
    assert result.rationale.startswith(told)


def test_wrong_parameters_are_compared_with_the_exercise(verdict):
    """Who takes other parameters is shown the call, the definition, and what was asked."""
    result = verdict(
        "def work(): ...",
        "def test_it(submission): submission.work(3, salt=True)",
        stub="def work(eggs: int, *, salt: bool = False) -> None: ...",
    )

    assert result.rationale == (
        "work() got an unexpected keyword argument 'salt'.\n"
        "    the check calls  submission.work(3, salt=True)\n"
        "    yours, line 1:  work()\n"
        "Keep the parameters that the exercise gives: work(eggs, *, salt=False)"
    )


def test_wrong_parameters_of_a_class_are_told(verdict):
    """A class whose __init__ takes something else is named by its own name."""
    result = verdict(
        "class Cook:\n    def __init__(self): ...", "def test_it(submission): submission.Cook(3)"
    )

    assert result.outcome is Outcome.FAILED
    assert "Cook.__init__() takes 1 positional argument but 2 were given." in result.rationale
    assert "the check calls  submission.Cook(3)" in result.rationale
    assert "yours, line 1:  Cook" in result.rationale


@pytest.mark.parametrize(
    "check",
    [
        "    thread, stop = submission.work()",
        "    result = submission.work()\n    result.join()",
    ],
)
def test_a_function_that_returns_nothing_is_named(verdict, check):
    """Where the check needs a result and got None, the function that gave it is told."""
    result = verdict("\ndef work(): ...", f"def test_it(submission):\n{check}\n")

    assert result.rationale.startswith("work() returned None, but its result is needed (")
    assert result.rationale.endswith(
        "Does every path of work(), line 2, end in a `return` with the result?"
    )


def test_an_unfit_result_shows_the_check(verdict):
    """A result of the wrong kind is told with the line that could not work with it."""
    result = verdict("def work(): return 5", "def test_it(submission): submission.work().join()")

    assert result.outcome is Outcome.FAILED
    assert result.rationale == (
        "the check can't work with what your code gave it: "
        "AttributeError: 'int' object has no attribute 'join'\n"
        "    test_egg.py, line 1:  submission.work().join()"
    )


@pytest.mark.parametrize(
    ("constructor", "told"),
    [
        ("pass", "__init__() must call super().__init__() before all else."),
        ("super().__init__(); self.start()", "to do its work again takes a new one."),
        ("super().__init__(); self._started = False", "may hide one that it needs."),
    ],
)
def test_a_subclass_of_thread_that_can_not_start_is_told_why(verdict, constructor, told):
    """What Thread says of a subclass that spoils it is followed by what to do."""
    submission = (
        f"import threading\nclass Work(threading.Thread):\n    def __init__(self): {constructor}"
    )
    result = verdict(submission, "def test_it(submission): submission.Work().start()")

    assert told in result.rationale


def test_a_missing_function_is_failed_not_broken(verdict):
    """A name that the submission lacks is explained by the submission."""
    result = verdict("def Work(): ...", CALL)

    assert result.outcome is Outcome.FAILED
    assert "Did you rename work to Work in line 1?" in result.rationale


def test_an_exception_that_came_through_a_future_is_told(verdict):
    """A worker's exception that result() raises again names the worker's line."""
    submission = """
        from concurrent.futures import ThreadPoolExecutor
        def boil():
            raise ValueError("no water")
        def work():
            with ThreadPoolExecutor() as pool:
                return pool.submit(boil).result()
        """

    assert verdict(submission, CALL).rationale == (
        'your code raised ValueError: no water\n    egg.py, line 4:  raise ValueError("no water")'
    )


def test_what_a_task_of_the_suite_raised_is_told_as_such(verdict):
    """The student's line is the one that asked; it is not where the exception began."""
    submission = """
        from concurrent.futures import ThreadPoolExecutor
        def work(task):
            with ThreadPoolExecutor() as pool:
                return pool.submit(task).result()
        """
    check = """
        def test_it(submission):
            def boil():
                raise ValueError("no water")
            submission.work(boil)
        """

    assert verdict(submission, check).rationale == (
        "your code raised ValueError: no water\n"
        "    egg.py, line 5:  return pool.submit(task).result()\n"
        "A task raised it; result() raises it again for whoever asks for the result."
    )


def test_who_asks_for_the_result_of_what_was_cancelled_is_told(verdict):
    """A future that was cancelled has none."""
    submission = """
        from concurrent.futures import Future
        def work():
            future = Future()
            future.cancel()
            return future.result()
        """

    assert verdict(submission, CALL).rationale.endswith(
        "egg.py, line 6:  return future.result()\n"
        "It was cancelled before it was done, so there is no result: ask its cancelled() first, or "
        "catch the CancelledError."
    )


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("threading.Condition().wait()", "wait() needs the lock of its condition: call it inside"),
        ("threading.Condition().notify()", "notify() needs the lock of its condition: call it"),
        ("threading.Lock().release()", "A lock that nobody holds can't be given back; `with`"),
        ("threading.RLock().release()", "Only the thread that has taken a lock gives it back,"),
        ("threading.Thread(target=int).join()", "A Thread runs from its start() on; only then"),
        ("threading.current_thread().join()", "A thread can't wait for its own end."),
        ("queue.Queue().task_done()", "Call task_done() once for each item that get() returned."),
        ("threading.BoundedSemaphore().release()", "Call release() once for each acquire() that"),
        ("pool.submit(int)", "A pool takes no task after its shutdown(), which also comes at the"),
        ("threading.current_thread().daemon = True", "Say so before start(), or when you make the"),
    ],
)
def test_a_tool_that_is_used_wrongly_is_explained(verdict, line, advice):
    """What Python says of it is short; what to do follows."""
    submission = f"""
        import queue, threading
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(1) as pool:
            pass
        def work():
            {line}
        """

    last = verdict(submission, CALL).rationale.splitlines()[-1]

    assert last.startswith(advice)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("Thread(target=lambda egg: egg, args=(1, 2))", "target(*args, **kwargs): args is a tuple"),
        (
            "Thread(target=lambda egg: egg, args=(1))",
            "args is a tuple of all arguments, also of a single one: args=(x,), with a comma. (x) "
            "is x alone.",
        ),
        ("Thread(target=3)", "What it was to call is no function. Hand over the function itself,"),
        ("Thread(target=(run := lambda egg: egg))", "target(*args, **kwargs): args is a tuple"),
        ("Cook()", "A thread calls its method run() without arguments:  def run(self):"),
    ],
)
def test_a_thread_that_could_not_call_its_function_is_told_how_it_does(verdict, made, told):
    """No line of the student's is in that traceback: the one that started the thread is shown."""
    submission = f"""
        import threading
        class Cook(threading.Thread):
            def run():
                pass
        def work():
            thread = threading.{made}
            thread.start()
        """
    submission = submission.replace("threading.Cook", "Cook")

    *_, first, where, advice = verdict(submission, CALL).rationale.splitlines()

    assert "died at 0 s of TypeError" in first
    assert "<locals>" not in first
    assert where == "    started in egg.py, line 8:  thread.start()"
    assert told in advice


def test_a_method_run_of_a_target_is_no_method_of_a_thread(verdict):
    """A function may be called run() as well: Thread's own is what takes no arguments."""
    submission = """
        import threading
        def work():
            def run(egg): ...
            threading.Thread(target=run, args=(1, 2)).start()
        """

    assert "def run(self)" not in verdict(submission, CALL).rationale


def test_an_event_that_is_a_class_is_no_fault_of_a_subclass(verdict):
    """Only where a method of Thread fails may attributes of a subclass be what is wrong."""
    submission = """
        import threading
        def work():
            stop = threading.Event
            stop.wait(1.5)
        """

    assert verdict(submission, CALL).rationale == (
        "egg.py, line 4: threading.Event only names the class; threading.Event() makes an Event.\n"
        "your code raised AttributeError: 'float' object has no attribute '_cond'\n"
        "    egg.py, line 5:  stop.wait(1.5)"
    )


UNPACKS = """
        def test_it(submission):
            thread, stop = submission.login()
            assert thread.is_alive()
            stop.set()
        """


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "return 5",
            "login() gave one value, of the kind int; the check needs 2.\n"
            "    test_egg.py, line 3:  thread, stop = submission.login()",
        ),
        (
            "return 5, 6, 7",
            "login() must give 2 values: ValueError: too many values to unpack (expected 2",
        ),
        (
            "return threading.Event(), threading.Thread()",
            "login() gave an object of the kind Event as `thread`: AttributeError: 'Event' object "
            "has no attribute 'is_alive'.\n    test_egg.py, line 4:  assert thread.is_alive()",
        ),
        (
            "return None, threading.Event()",
            "login() gave None as `thread`: AttributeError: 'NoneType' object has no attribute "
            "'is_alive'.\n    test_egg.py, line 4:  assert thread.is_alive()",
        ),
    ],
)
def test_a_result_of_several_values_is_told_by_its_parts(verdict, body, told):
    """How many there are, and which one is of another kind; then what the exercise asks for."""
    submission = f"import threading\ndef login():\n    {body}"
    stub = "def login() -> tuple[Thread, Event]: ..."

    rationale = verdict(submission, UNPACKS, stub=stub).rationale

    assert rationale.startswith(told)
    assert rationale.endswith("\nIn the exercise it returns tuple[Thread, Event].")


def test_a_signal_without_a_handler_is_told(verdict):
    """It ends the program as a signal does; the line that sends it is named."""
    submission = """
        import signal
        def work():
            signal.raise_signal(signal.SIGTERM)
        """

    assert verdict(submission, CALL).rationale == (
        "the signal SIGTERM ended the program, which has no handler for it.\n"
        "    egg.py, line 4:  signal.raise_signal(signal.SIGTERM)\n"
        "Leave out signal.raise_signal(signal.SIGTERM) in line 4, or set a handler before that, "
        "with signal.signal()."
    )
