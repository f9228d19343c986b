"""The hidden checks of 11: the auditor, the last money, other accounts, and odd transfers."""

import time

from grader.testing import explore, points


@points(1)
@explore()
def test_the_auditor_sees_all_the_money(submission, together):
    """total is right at every moment, also in the middle of a transfer."""
    ann, bob = submission.Account(1, 100), submission.Account(2, 100)
    seen = []

    together(
        lambda: submission.transfer(ann, bob, 30, lambda: None),
        lambda: seen.append(submission.total([ann, bob])),
    )

    assert seen == [200], f"Ann and Bob have 200 together at any moment; total said {seen[0]}."


@points(1)
@explore()
def test_the_last_money_is_spent_once(submission, together):
    """Two withdrawals of 50 from an account with 50: exactly one succeeds."""
    ann, bob = submission.Account(1, 50), submission.Account(2, 0)
    done = []

    def withdraw():
        done.append(submission.transfer(ann, bob, 50, lambda: None))

    together(withdraw, withdraw)

    assert sorted(done) == [False, True], (
        f"Ann had 50, and two transfers of 50 returned {done}: she has {ann.balance} now."
    )


@points(1)
def test_different_accounts_do_not_wait_for_each_other(submission, clock, together):
    """Two transfers between four accounts, a second of fraud check each, are done after 1 s."""
    ann, bob = submission.Account(1, 100), submission.Account(2, 100)
    cyd, dan = submission.Account(3, 100), submission.Account(4, 100)

    together(
        lambda: submission.transfer(ann, bob, 10, lambda: time.sleep(1)),
        lambda: submission.transfer(cyd, dan, 10, lambda: time.sleep(1)),
    )

    assert clock.now == 1, (
        f"both fraud checks took 1 s, and the transfers were done at {clock.now:g} s: they have no "
        "account in common, so neither waits for the other. Is there one lock for the whole bank?"
    )


@points(1)
@explore()
def test_transfers_between_nearly_equal_accounts_never_freeze(submission, together):
    """Ann and Bob have nearly the same, and pay each other twice: all are done in the end."""
    ann, bob = submission.Account(1, 11), submission.Account(2, 10)

    def back_and_forth():
        submission.transfer(ann, bob, 3, lambda: None)
        submission.transfer(bob, ann, 3, lambda: None)

    together(
        lambda: submission.transfer(ann, bob, 3, lambda: None),
        back_and_forth,
    )

    assert ann.balance + bob.balance == 21, (
        f"no money is made or lost: 21 in total, and not {ann.balance + bob.balance}."
    )


@points(1)
def test_odd_transfers_leave_nothing_locked(submission):
    """To oneself, and with a fraud check that fails: nothing moves, and the accounts are usable."""
    ann, bob = submission.Account(1, 100), submission.Account(2, 100)

    def alarm():
        raise PermissionError("fraud")

    to_oneself = submission.transfer(ann, ann, 10, lambda: None)
    came = []
    try:
        submission.transfer(ann, bob, 10, alarm)
    except PermissionError as error:
        came.append(error)

    assert to_oneself is True, f"Ann can send herself 10 of her 100; transfer said {to_oneself}."
    assert came, "fraud_check raised PermissionError; it must go on to the caller of transfer."
    assert (ann.balance, bob.balance) == (100, 100), (
        f"no money was to move, and they have {ann.balance} and {bob.balance}."
    )
    assert submission.transfer(bob, ann, 10, lambda: None), "Bob can send 10 of his 100."
