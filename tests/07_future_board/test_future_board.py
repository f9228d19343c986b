"""The hidden checks of 07: a job that fails, cancelled orders, and closing time."""

import threading
import time

from grader.testing import points


class PaperJam(Exception):
    """What a job of these checks raises; no student can have thought of it before."""


def raised_by(function, kind):
    """Call a function; return the exception of this kind that it raised, or else None."""
    try:
        function()
    except kind as error:
        return error
    return None


def told(error):
    """Name an exception, for a sentence."""
    return "no exception" if error is None else repr(error)


def others():
    """Return the names of all living threads but the calling one."""
    return [
        thread.name for thread in threading.enumerate() if thread is not threading.current_thread()
    ]


@points(2)
def test_failure_reaches_whoever_collects(submission, clock):
    """A job raises at 2 s: collect() raises that exception, and the next job is not disturbed."""
    jam = PaperJam("drawer 2")

    def fail():
        time.sleep(2)
        raise jam

    def succeed():
        time.sleep(1)
        return "a map"

    shop = submission.CopyShop(1)
    shop.order("Ada", fail)
    shop.order("Bob", succeed)
    error = raised_by(lambda: shop.collect("Ada"), Exception)
    failed = clock.now
    status = shop.status("Ada")
    result = shop.collect("Bob")
    collected = clock.now
    shop.close()

    assert error is jam, (
        f"the job raised PaperJam('drawer 2'); collect() raised {told(error)}. It must raise "
        "the very exception of the job: the customer wants to know the reason."
    )
    assert failed == 2, f"the job failed at 2 s; collect() raised its exception at {failed:g} s."
    assert status == "failed", f"after a job has raised, its status is {status!r}, not 'failed'."
    assert (result, collected) == ("a map", 3), (
        "on the same printer the next job took from 2 s to 3 s, with the result 'a map'; collect() "
        f"returned {result!r} at {collected:g} s. One job that fails must not disturb the next."
    )


@points(2)
def test_only_what_waits_can_be_cancelled(submission, clock):
    """One printer and A, B, C of 2 s: at 1 s B is cancelled and never runs, but not A."""
    printed = []

    def print_out(name):
        time.sleep(2)
        printed.append(name)

    shop = submission.CopyShop(1)
    shop.order("A", lambda: print_out("A"))
    shop.order("B", lambda: print_out("B"))
    shop.order("C", lambda: print_out("C"))
    clock.advance(1)
    answers = shop.cancel("A"), shop.cancel("B")
    statuses = shop.status("A"), shop.status("B"), shop.status("C")
    shop.collect("C")
    collected = clock.now
    late = shop.cancel("A")
    shop.close()

    assert answers == (False, True), (
        f"at 1 s A was printing and B waiting; cancel() of A and of B returned {answers}, "
        "not (False, True)."
    )
    assert statuses == ("printing", "cancelled", "waiting"), (
        f"at 1 s, after B was cancelled, A, B and C had the statuses {statuses}; "
        "they must be printing, cancelled, waiting."
    )
    assert (collected, printed) == (4, ["A", "C"]), (
        f"A took until 2 s, and B was cancelled, so C was to be done at 4 s; collect('C') returned "
        f"at {collected:g} s, and printed were {printed}, not A and C."
    )
    assert late is False, f"cancel() of a job that is done returned {late!r}, not False."


@points(1)
def test_closing_finishes_what_was_accepted(submission, clock):
    """close() at 1 s returns when the last job is done, at 6 s; later orders are refused."""
    printed = []

    def print_out():
        time.sleep(3)
        printed.append(clock.now)

    shop = submission.CopyShop(1)
    shop.order("A", print_out)
    shop.order("B", print_out)
    clock.advance(1)
    shop.close()
    closed, left = clock.now, others()
    refused = raised_by(lambda: shop.order("C", print_out), RuntimeError)

    assert closed == 6, (
        f"accepted were two jobs, and one printer was busy with them until 6 s; close() was called "
        f"at 1 s and returned at {closed:g} s. It must finish all accepted jobs."
    )
    assert printed == [3, 6], f"the two jobs were finished at {printed} s, not at 3 s and 6 s."
    assert left == [], (
        f"when close() had returned, the threads {left} were still alive; it must release them."
    )
    assert refused is not None, (
        "an order after close() was accepted; order() must raise RuntimeError."
    )


@points(1)
def test_with_block_closes_the_shop_after_an_exception_too(submission, clock):
    """A `with` block that raises at 1 s: the shop is closed at 3 s, and the exception goes on."""
    jam = PaperJam("the till")
    printed = []

    def print_out():
        time.sleep(3)
        printed.append(clock.now)

    def open_the_shop():
        with submission.CopyShop(2) as shop:
            assert shop is not None, (
                "in `with CopyShop(2) as shop:` the shop is None; __enter__() must return it."
            )
            shop.order("A", print_out)
            clock.advance(1)
            raise jam

    error = raised_by(open_the_shop, PaperJam)
    left = others()

    assert error is jam, (
        "the block raised an exception, and behind the `with` nobody heard of it. "
        "If __exit__() returns something true, Python takes the exception for dealt with."
    )
    assert (clock.now, printed) == (3, [3]), (
        f"in the block an order was accepted that takes until 3 s, and the block raised at 1 s; "
        f"it was left at {clock.now:g} s. The shop must be closed after an exception, too, "
        "and close() finishes all accepted jobs."
    )
    assert left == [], (
        f"the `with` block raised an exception, and the threads {left} were still alive behind it; "
        "the shop must be closed in every case."
    )
