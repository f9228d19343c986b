"""The hidden checks of 20: many failures, results that are not mixed up, and the alarm."""

import threading
import time

from grader.engine.findings import UncaughtException
from grader.testing import allows, explore, points


def crashing(crash, seconds):
    """Make a function that raises an exception after some seconds."""

    def job():
        time.sleep(seconds)
        raise crash

    return job


@points(1)
def test_every_failure_is_heard(submission, clock):
    """Of ten jobs at once two raise: JobsFailed holds both exceptions and eight results."""
    paper, line = ValueError("no paper"), ConnectionError("no line")
    raised = []

    def good():
        time.sleep(2)
        return "good"

    jobs = dict.fromkeys("abcdefgh", good) | {"i": crashing(paper, 1), "j": crashing(line, 1.5)}
    try:
        submission.run_all(jobs)
    except submission.JobsFailed as error:
        raised.append(error)

    assert raised, "two of ten jobs raised, and run_all() did not raise JobsFailed."
    assert clock.now == 2, (
        f"ten jobs of at most 2 s were over at {clock.now:g} s; every job has its own thread, and "
        "all run at the same time, so it must be 2 s."
    )
    assert raised[0].errors == {"i": paper, "j": line}, (
        f"the jobs i and j raised {paper!r} and {line!r}; errors is {raised[0].errors!r}. "
        "It must hold both exception objects."
    )
    assert raised[0].results == dict.fromkeys("abcdefgh", "good"), (
        "two of ten jobs raised, and the jobs a to h returned 'good'; the results in JobsFailed "
        f"are {raised[0].results!r}."
    )


@points(1)
@explore()
def test_results_are_not_mixed_up(submission):
    """Two quick jobs: each name has its own job's result, whoever is interrupted where."""
    results = submission.run_all({"one": lambda: 1, "two": lambda: 2})

    assert results == {"one": 1, "two": 2}, (
        f'the job "one" returns 1 and the job "two" returns 2; run_all() returned {results}.'
    )


@points(2)
@allows(UncaughtException)
def test_alarm_reports_a_thread_that_dies(submission, clock, trace):
    """A thread dies at 2 s while the alarm is set: that is reported at once, and not printed."""
    crash = ValueError("no paper")
    reports = []

    def report(name, error):
        reports.append((clock.now, name, error))

    with submission.alarm(report):
        thread = threading.Thread(target=crashing(crash, 2), name="printer")
        thread.start()
        clock.advance(3)

    assert reports, (
        'the thread "printer" died of ValueError at 2 s, and report was not called. '
        "threading.excepthook is what Python calls for a thread that dies; sys.excepthook is for "
        "the main thread."
    )
    assert reports == [(2, "printer", crash)], (
        f'the thread "printer" died of {crash!r} at 2 s; report was called with '
        f"{[call[1:] for call in reports]}. It must be called once, with the thread's name and "
        "the exception object."
    )
    assert [line.text for line in trace.errors] == [], (
        "the death of a thread was reported, and printed as well, as a traceback; "
        "while the alarm is set nothing is printed."
    )


@points(1)
@allows(UncaughtException)
def test_alarm_gives_back_the_hook_that_was_there(submission, clock):
    """After an inner alarm the outer one rings again, also if the inner block raised."""
    rang, came = [], []

    def die(name):
        thread = threading.Thread(target=crashing(ValueError("no paper"), 0), name=name)
        thread.start()
        thread.join()

    with submission.alarm(lambda name, error: rang.append(f"outer: {name}")):
        with submission.alarm(lambda name, error: rang.append(f"inner: {name}")):
            die("first")
        die("second")
        try:
            with submission.alarm(lambda name, error: rang.append(f"inner: {name}")):
                raise KeyError("in the block")
        except KeyError as error:
            came.append(error)
        die("third")

    assert rang == ["inner: first", "outer: second", "outer: third"], (
        'an alarm was set inside another; the thread "first" died in the inner block, "second" '
        f'after it, "third" after an inner block that raised. The alarms rang: '
        f"{', '.join(rang) or 'never'}. After a block, the hook that was there before must be back."
    )
    assert came, (
        "the block under `with alarm(...)` raised KeyError, and the exception disappeared; it must "
        "go on. (An __exit__ that returns something true swallows it.)"
    )
