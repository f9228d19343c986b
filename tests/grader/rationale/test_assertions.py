"""A comparison that failed: the suite's sentence, or the values, never pytest's frames."""

from __future__ import annotations


def test_the_suites_sentence_is_enough(verdict):
    """With a message there is no `assert 30 == 25`."""
    check = 'def test_it(submission): assert submission.work() == 5, "work() must return 5"'

    assert verdict("def work(): return 4", check).rationale == "work() must return 5"


def test_without_a_sentence_the_comparison_speaks(verdict):
    """Without a message the student reads what was expected."""
    check = "def test_it(submission): assert submission.work() == 5"

    assert verdict("def work(): return 4", check).rationale == "expected  submission.work() == 5"


def test_the_wait_that_made_it_late_is_shown(verdict):
    """If waits of the student's ended at a moment that the sentence names, they are told."""
    submission = """
        import threading, time
        def nap():
            time.sleep(3)
        def work():
            thread = threading.Thread(target=nap, name="cook")
            thread.start()
            thread.join()
        """
    check = """
        def test_it(submission, clock):
            submission.work()
            assert clock.now == 2, f"it ended at {clock.now:g} s, not at 2 s"
        """

    assert verdict(submission, check).rationale == (
        "it ended at 3 s, not at 2 s\n"
        'main waited for the thread "cook" to end from 0 s to 3 s\n'
        "    egg.py, line 8:  thread.join()\n"
        '"cook" slept from 0 s to 3 s\n'
        "    egg.py, line 4:  time.sleep(3)"
    )


def test_a_sleep_that_went_on_after_the_end_of_a_thread_is_told(verdict):
    """Who sleeps instead of joining is shown what it slept through."""
    submission = """
        import threading, time
        def work():
            threading.Thread(target=time.sleep, args=(2.5,), name="cook").start()
            time.sleep(3)
        """
    check = """
        def test_it(submission, clock):
            submission.work()
            assert clock.now == 2.5, f"it ended at {clock.now:g} s, not at 2.5 s"
        """

    assert verdict(submission, check).rationale.splitlines()[1:] == [
        "main slept from 0 s to 3 s",
        "    egg.py, line 5:  time.sleep(3)",
        '"cook" ended at 2.5 s. A sleep hears nothing of that; join() would have returned then.',
    ]


def test_a_wait_that_has_nothing_to_do_with_it_is_not_shown(verdict):
    """A sentence about something else gets no waits."""
    submission = """
        import time
        def work():
            time.sleep(3)
        """
    check = 'def test_it(submission): assert submission.work() == 5, "work() must return 5"'

    assert verdict(submission, check).rationale == "work() must return 5"


def test_an_assertion_of_the_students_is_an_exception(verdict):
    """An `assert` in the student's own code is told like any exception."""
    submission = "def work():\n    assert False, 'never'\n"

    assert verdict(submission, "def test_it(submission): submission.work()").rationale == (
        "your code raised AssertionError: never\n    egg.py, line 2:  assert False, 'never'"
    )


def test_a_duration_is_no_moment(verdict):
    """That something took 3 s does not make the wait that ended at 3 s its cause."""
    submission = """
        import time
        def work():
            time.sleep(3)
        """
    sentence = "in 3 s of work it returned nothing"
    check = f"def test_it(submission): assert submission.work() == 3, {sentence!r}"

    assert verdict(submission, check).rationale == sentence
