"""The visible checks of 08: answers appear when they arrive, and the first one is enough."""

import time

from grader.testing import points


def ask(shop):
    """Ask a shop for its price: A needs 5 s, B 2.25 s, C 9 s; D refuses after 1.5 s."""
    time.sleep({"A": 5, "B": 2.25, "C": 9, "D": 1.5}[shop])
    if shop == "D":
        raise ConnectionError("D refuses")
    return {"A": 50, "B": 22.5, "C": 90}[shop]


def arrivals(answers, clock):
    """Take one answer after the other; list them with the moments at which they came."""
    return [(clock.now, answer) for answer in answers]


def listed(arrived):
    """List arrivals for a sentence: "('B', 22.5) at 2.25 s"."""
    return ", ".join(f"{answer} at {moment:g} s" for moment, answer in arrived) or "nothing"


@points(3)
def test_answers_appear_when_they_arrive(submission, clock):
    """A answers at 5 s, B at 2.25 s, C at 9 s, D refuses: B, A, C appear at these moments."""
    arrived = arrivals(submission.as_they_arrive(ask, ["A", "B", "C", "D"]), clock)

    expected = [(2.25, ("B", 22.5)), (5, ("A", 50)), (9, ("C", 90))]
    assert arrived == expected, (
        f"A answers after 5 s, B after 2.25 s, C after 9 s, and D refuses. as_they_arrive() gave "
        f"{listed(arrived)}; it must give {listed(expected)}, and leave D out."
    )


@points(2)
def test_first_answer_is_enough(submission, clock):
    """A needs 5 s, B 2.25 s, C 9 s: first_answer() returns B's price at 2.25 s."""
    answer = submission.first_answer(ask, ["A", "B", "C"])

    assert answer == ("B", 22.5), (
        f"A needs 5 s, B 2.25 s, C 9 s; first_answer() returned {answer}, not ('B', 22.5)."
    )
    assert clock.now == 2.25, (
        f"B's answer was there at 2.25 s, and first_answer() returned at {clock.now:g} s; it must "
        "return at once. (Leaving a `with ThreadPoolExecutor(...)` waits for all its threads, and "
        "so does shutdown(), unless it is told not to wait.)"
    )
