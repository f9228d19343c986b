"""The hidden checks of 22: wide and deep trees, a folder that can't be read, and a right sum."""

import threading
import time

from grader.testing import explore, points

TREE = {"/": (1, ["/a", "/b"]), "/a": (10, ["/a/c"]), "/b": (100, []), "/a/c": (1000, [])}


def threads_left():
    """Name the threads that are there besides this one."""
    return [
        thread.name for thread in threading.enumerate() if thread is not threading.current_thread()
    ]


@points(2)
def test_wide_folder_keeps_all_workers_busy(submission, clock):
    """A folder with twelve subfolders: after 5 s with three workers, after 2 s with twenty."""
    crowds = []
    busy = []

    def list_folder(path):
        busy.append(path)
        crowds.append(len(busy))
        time.sleep(1)
        busy.remove(path)
        return (7, list("abcdefghijkl")) if path == "/" else (2, [])

    size = submission.tree_size(list_folder, "/", workers=3)
    three = clock.now
    at_once = max(crowds, default=0)
    submission.tree_size(list_folder, "/", workers=20)
    twenty = clock.now - three

    assert size == 31, (
        "a folder of 7 bytes with twelve subfolders of 2 bytes holds 31 bytes; tree_size() "
        f"returned {size}."
    )
    assert three == 5, (
        "one folder, and then twelve, each listed in 1 s by three workers: tree_size() took "
        f"{three:g} s, with {at_once} folders at once. It must be 1 + 4 = 5 s, with 3 at once."
    )
    assert twenty == 2, (
        "one folder, and then twelve, each listed in 1 s, and twenty workers: tree_size() took "
        f"{twenty:g} s. It must be 1 + 1 = 2 s."
    )


@points(1)
def test_deep_tree_does_not_freeze(submission, clock):
    """Fifty folders, each in the one before, and two workers: 50 bytes after 50 s."""

    def list_folder(path):
        time.sleep(1)
        return 1, [path + "x"] if len(path) < 50 else []

    size = submission.tree_size(list_folder, "x", workers=2)

    assert size == 50, f"fifty folders of 1 byte hold 50 bytes; tree_size() returned {size}."
    assert clock.now == 50, (
        "fifty folders, each in the one before, are listed in 1 s each; tree_size() returned at "
        f"{clock.now:g} s instead of 50 s."
    )


@points(1)
def test_no_thread_is_left(submission):
    """When tree_size() has returned, all its threads have ended."""

    def list_folder(path):
        time.sleep(1)
        return TREE[path]

    submission.tree_size(list_folder, "/", workers=3)
    left = threads_left()

    assert left == [], (
        f"when tree_size() had returned, these threads were still there: {', '.join(left)}. "
        "It must wait until its threads have ended."
    )


@points(1)
def test_failure_reaches_the_caller(submission):
    """A folder can't be read: tree_size() raises that exception, and no thread is left."""
    refusal = PermissionError("/b is private")
    raised = []

    def list_folder(path):
        time.sleep(1)
        if path == "/b":
            raise refusal
        return TREE[path]

    try:
        size = submission.tree_size(list_folder, "/", workers=2)
    except PermissionError as error:
        raised.append(error)
    left = threads_left()

    assert raised, (
        f"list_folder raised {refusal!r} for one of four folders, and tree_size() returned {size}; "
        "a sum that is not right must not be returned. The exception must reach the caller."
    )
    assert raised[0] is refusal, (
        f"list_folder raised {refusal!r}; {raised[0]!r} reached the caller. It must be the same."
    )
    assert left == [], (
        f"when tree_size() had raised, these threads were still there: {', '.join(left)}. "
        "It must wait until its threads have ended."
    )


@points(1)
@explore()
def test_no_byte_is_lost(submission):
    """Two workers, and folders that are listed in no time: the sum is right in every order."""
    size = submission.tree_size(
        {"/": (1, ["/a", "/b"]), "/a": (10, []), "/b": (100, [])}.__getitem__, "/", workers=2
    )

    assert size == 111, (
        f"three folders of 1, 10 and 100 bytes hold 111 bytes; tree_size() returned {size}."
    )
