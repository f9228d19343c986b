"""The visible checks of 19: blocks inside blocks, and two requests that overlap."""

import time

from grader.testing import points


def quoted(lines):
    """List the first of some log lines, for a sentence."""
    return ", ".join([f'"{line}"' for line in lines[:12]]) or "no line"


@points(2)
def test_end_of_a_block_brings_the_previous_id_back(submission):
    """In one thread: "[-]" outside; after an inner block the outer id is back, then "[-]" again."""
    submission.log("before")
    with submission.request("r1"):
        submission.log("outer")
        with submission.request("r2"):
            submission.log("inner")
        submission.log("outer again")
    submission.log("after")

    assert submission.LOG == [
        "[-] before",
        "[r1] outer",
        "[r2] inner",
        "[r1] outer again",
        "[-] after",
    ], (
        "a block of r2 inside a block of r1, with a line before, in between and after; the log has "
        f"{quoted(submission.LOG)}. It must be [-], [r1], [r2], [r1], [-]: at the end of a block "
        "the previous id is back."
    )


@points(3)
def test_overlapping_requests_keep_their_ids(submission, together):
    """r1 from 0 to 2 s in one thread, r2 from 1 to 3 s in another: each line has its own id."""

    def first():
        with submission.request("r1"):
            submission.log("r1 begins")
            time.sleep(2)
            submission.log("r1 ends")

    def second():
        time.sleep(1)
        with submission.request("r2"):
            submission.log("r2 begins")
            time.sleep(2)
            submission.log("r2 ends")

    together(first, second)

    assert submission.LOG == ["[r1] r1 begins", "[r2] r2 begins", "[r1] r1 ends", "[r2] r2 ends"], (
        "r1 ran from 0 to 2 s in one thread, r2 from 1 to 3 s in another; the log has "
        f"{quoted(submission.LOG)}. Each line must carry the id of its own thread's request: "
        "other threads are not affected."
    )
