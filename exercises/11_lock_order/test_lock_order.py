"""The visible checks of 11: one transfer at a time, and two that cross."""

from grader.testing import explore, points


@points(2)
def test_money_moves_if_there_is_enough(submission):
    """A transfer moves the money, or refuses without a fraud check; total adds up."""
    ann, bob = submission.Account(1, 100), submission.Account(2, 50)
    checked = []

    done = submission.transfer(ann, bob, 30, lambda: checked.append(30))
    refused = submission.transfer(bob, ann, 500, lambda: checked.append(500))

    assert (done, refused) == (True, False), (
        f"Ann has 100 and sends 30, Bob has 80 and sends 500: transfer returned {done} and "
        f"{refused}, not True and False."
    )
    assert (ann.balance, bob.balance) == (70, 80), (
        f"30 of Ann's 100 moved to Bob's 50; now they have {ann.balance} and {bob.balance}."
    )
    assert checked == [30], f"the fraud check was called for {checked}; 500 were never there."
    assert submission.total([ann, bob]) == 150, "70 and 80 are 150 in total."


@points(3)
@explore()
def test_transfers_that_cross_never_freeze(submission, together):
    """Ann pays Bob while Bob pays Ann: both are done in the end, whoever is interrupted where."""
    ann, bob = submission.Account(1, 100), submission.Account(2, 100)

    together(
        lambda: submission.transfer(ann, bob, 10, lambda: None),
        lambda: submission.transfer(bob, ann, 20, lambda: None),
    )

    assert (ann.balance, bob.balance) == (110, 90), (
        f"Ann sent 10 and got 20, so they have 110 and 90; found {ann.balance} and {bob.balance}."
    )
