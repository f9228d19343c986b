"""The visible checks of 20: what a good night returns, and what a bad one raises."""

import time

from grader.testing import points


def lasts(seconds, value):
    """Make a job that takes some seconds and returns a value."""

    def job():
        time.sleep(seconds)
        return value

    return job


@points(2)
def test_results_come_back_under_their_names(submission, clock):
    """Jobs of 1, 3 and 2 s are over at 3 s; their results are returned, also None and 0."""
    results = submission.run_all({"a": lasts(1, "A"), "b": lasts(3, None), "c": lasts(2, 0)})
    over = clock.now
    nothing = submission.run_all({})

    assert results == {"a": "A", "b": None, "c": 0}, (
        f"the jobs a, b, c return 'A', None and 0; run_all() returned {results}. "
        "It must be {'a': 'A', 'b': None, 'c': 0}."
    )
    assert over == 3, (
        f"jobs of 1, 3 and 2 s were started at 0 s, and run_all() returned at {over:g} s; all "
        "run at the same time, so it must be 3 s."
    )
    assert nothing == {}, f"run_all({{}}) returned {nothing!r}; without jobs it must return {{}}."


@points(3)
def test_failed_job_is_heard(submission, clock):
    """One of three jobs raises at 2 s: JobsFailed at 3 s, with that exception and both results."""
    crash = ValueError("no paper")
    raised = []

    def invoices():
        time.sleep(2)
        raise crash

    jobs = {"backup": lasts(1, "12 GB"), "invoices": invoices, "newsletter": lasts(3, 340)}
    try:
        submission.run_all(jobs)
    except Exception as error:
        raised.append(error)

    assert raised, (
        'the job "invoices" raised ValueError at 2 s, and run_all() returned as if nothing had '
        "happened. An exception goes no further than its own thread: start() and join() never "
        "raise it. Catch it inside the thread, and keep it."
    )
    assert isinstance(raised[0], submission.JobsFailed), (
        f'the job "invoices" raised, and run_all() raised {raised[0]!r}; it must raise JobsFailed.'
    )
    assert clock.now == 3, (
        f"a job raised at 2 s, another ran until 3 s; JobsFailed came at {clock.now:g} s. "
        "run_all() waits for all jobs, so it must come at 3 s."
    )
    assert list(raised[0].errors.items()) == [("invoices", crash)], (
        'the job "invoices" raised ValueError("no paper"), the two others did not raise; errors is '
        f"{raised[0].errors!r}. It must hold that very exception object, under its job's name."
    )
    assert raised[0].results == {"backup": "12 GB", "newsletter": 340}, (
        "the backup returned '12 GB' and the newsletter 340; the results in JobsFailed are "
        f"{raised[0].results!r}. The results of the others must not be lost."
    )
