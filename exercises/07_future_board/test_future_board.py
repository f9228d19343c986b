"""The visible checks of 07: an order is collected, and the board tells how far each one is."""

import time

from grader.testing import points


@points(2)
def test_order_is_accepted_at_once_and_collected_later(submission, clock):
    """order() returns at 0 s; collect() at 1 s waits until 3 s, and a second one not at all."""

    def job():
        time.sleep(3)
        return "100 flyers"

    shop = submission.CopyShop(1)
    shop.order("Ada", job)
    accepted = clock.now
    clock.advance(1)
    first = shop.collect("Ada")
    collected = clock.now
    second = shop.collect("Ada")
    collected_again = clock.now
    shop.close()

    assert accepted == 0, (
        f"order() was called at 0 s and returned at {accepted:g} s; it must return at once."
    )
    assert collected == 3, (
        f"a job of 3 s was ordered at 0 s; collect() was called at 1 s and returned at "
        f"{collected:g} s, not at 3 s, when the job was done."
    )
    assert first == "100 flyers", f"collect() returned {first!r}; the job returned '100 flyers'."
    assert (second, collected_again) == ("100 flyers", 3), (
        f"collected a second time, at 3 s, collect() returned {second!r} at {collected_again:g} s; "
        "it must return the same result again, at once."
    )


@points(2)
def test_board_shows_how_far_each_order_is(submission, clock):
    """Two printers, jobs of 3, 5, 3 and 4 s, the last one fails: the board at 0.5 to 9.5 s."""

    def print_for(seconds):
        return lambda: time.sleep(seconds)

    def fail_after_four():
        time.sleep(4)
        raise OSError("out of paper")

    shop = submission.CopyShop(2)

    def board():
        return [shop.status("A"), shop.status("B"), shop.status("C"), shop.status("D")]

    shop.order("A", print_for(3))
    shop.order("B", print_for(5))
    shop.order("C", print_for(3))
    shop.order("D", fail_after_four)
    clock.advance(0.5)
    first = board()
    read = clock.now
    clock.advance(3)
    second = board()
    clock.advance(2)
    third = board()
    clock.advance(4)
    last = board()
    shop.close()

    assert read == 0.5, (
        f"the board was read at 0.5 s, and that took until {read:g} s; status() must not wait. "
        "(result() and exception() wait for a job that is not done.)"
    )
    assert first == ["printing", "printing", "waiting", "waiting"], (
        f"two printers, A, B, C, D were ordered at 0 s; at 0.5 s the board showed {first}; "
        "A and B must be printing, C and D waiting."
    )
    assert second == ["done", "printing", "printing", "waiting"], (
        f"A was done at 3 s, and C took its printer; at 3.5 s the board showed {second}, not "
        "done, printing, printing, waiting."
    )
    assert third == ["done", "done", "printing", "printing"], (
        f"B was done at 5 s, and D took its printer; at 5.5 s the board showed {third}, not "
        "done, done, printing, printing."
    )
    assert last == ["done", "done", "done", "failed"], (
        f"D raised an exception at 9 s; at 9.5 s the board showed {last}, not done, done, done, "
        "failed. (done() is True for a failed job, too.)"
    )
