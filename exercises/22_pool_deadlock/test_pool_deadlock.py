"""The visible checks of 22: a tree of six folders, with one worker and with two."""

import time

from grader.testing import points

TREE = {
    "/": (1, ["/a", "/b"]),
    "/a": (10, ["/a/c", "/a/d"]),
    "/b": (100, ["/b/e"]),
    "/a/c": (1000, []),
    "/a/d": (10000, []),
    "/b/e": (100000, []),
}


@points(2)
def test_one_worker_is_enough(submission, clock):
    """Six folders on three levels, one worker: 111111 bytes after 6 s."""

    def list_folder(path):
        time.sleep(1)
        return TREE[path]

    size = submission.tree_size(list_folder, "/", workers=1)

    assert size == 111111, f"the six folders hold 111111 bytes; tree_size() returned {size}."
    assert clock.now == 6, (
        "six folders, each listed in 1 s by the only worker: tree_size() returned at "
        f"{clock.now:g} s; one after the other, it must be 6 s."
    )


@points(2)
def test_two_workers_list_at_the_same_time(submission, clock):
    """The same tree, two workers: after 4 s, and never more than two folders at once."""
    busy, crowds = [], []

    def list_folder(path):
        busy.append(path)
        crowds.append(len(busy))
        time.sleep(1)
        busy.remove(path)
        return TREE[path]

    size = submission.tree_size(list_folder, "/", workers=2)

    assert max(crowds, default=0) <= 2, (
        f"with workers=2, {max(crowds)} calls of list_folder were running at the same time."
    )
    assert size == 111111, f"the six folders hold 111111 bytes; tree_size() returned {size}."
    assert clock.now == 4, (
        "levels of one, two and three folders, each listed in 1 s by two workers: tree_size() "
        f"returned at {clock.now:g} s. It must be 1 + 1 + 2 = 4 s."
    )
