"""The visible checks of 04: how long eight pictures take, how many at a time, and a broken one."""

import re
import time

from grader.testing import points


class PhotoServer:
    """Makes a thumbnail in 2 s, and knows how many it had to make at the same time."""

    def __init__(self):
        self.now = self.most = 0

    def make_thumbnail(self, path):
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(2)
        self.now -= 1
        return f"small {path}"


def shown(value):
    """Write a value without the memory addresses that some show."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(value))


@points(2)
def test_eight_pictures_take_four_seconds(submission, clock):
    """8 pictures of 2 s with 4 workers: thumbnail_all() returns the list of results after 4 s."""
    server = PhotoServer()

    result = submission.thumbnail_all(server.make_thumbnail, list("abcdefgh"), workers=4)

    assert clock.now == 4, (
        f"8 pictures of 2 s with 4 workers took {clock.now:g} s, and at most {server.most} were "
        "made at the same time; they must take 4 s. (One by one they take 16 s.) "
        "Hand in all pictures before you wait for the first result."
    )
    expected = [f"small {letter}" for letter in "abcdefgh"]
    assert result == expected, (
        f"thumbnail_all() returned {shown(result)}; "
        f"it must return the list of the results, {expected}."
    )


@points(1)
def test_no_more_pictures_at_a_time_than_workers(submission):
    """With workers=3 seven pictures are made three at a time, and never more."""
    server = PhotoServer()

    submission.thumbnail_all(server.make_thumbnail, list("abcdefg"), workers=3)

    assert server.most == 3, (
        f"with workers=3 the server was asked for up to {server.most} at the same time; "
        "it must be asked for 3 at the same time, and never for more."
    )


@points(1)
def test_broken_picture_spoils_nothing(submission, clock):
    """thumbnail_safely() returns each good picture's result, and the exception of a broken one."""
    broken = ValueError("b can't be read")

    def make_thumbnail(path):
        time.sleep(2)
        if path == "b":
            raise broken
        return f"small {path}"

    result = submission.thumbnail_safely(make_thumbnail, ["a", "b", "c"])

    expected = {"a": "small a", "b": broken, "c": "small c"}
    assert result == expected, (
        f"of the pictures a, b, c only b is broken; thumbnail_safely() returned {shown(result)}. "
        f"It must return {expected}, with the exception object itself."
    )
    assert clock.now == 2, (
        f"3 pictures of 2 s with 4 workers took {clock.now:g} s; they must take 2 s."
    )
