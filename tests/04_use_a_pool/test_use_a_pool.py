"""The hidden checks of 04: order, exceptions, threads left over, no pictures, broken ones."""

import re
import threading
import time

from grader.testing import points


class BrokenPicture(Exception):
    """What the photo server raises; no student can have thought of it before."""


class PhotoServer:
    """Makes thumbnails, raises for the broken pictures, and remembers which threads asked."""

    def __init__(self, seconds=2, broken=()):
        self.seconds = seconds
        self.broken = broken
        self.threads = set()

    def make_thumbnail(self, path):
        self.threads.add(threading.current_thread())
        time.sleep(self.seconds)
        if path in self.broken:
            raise BrokenPicture(path)
        return f"small {path}"


def shown(value):
    """Write a value without the memory addresses that some show."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(value))


def raised_by(function, *args, **kwargs):
    """Call a function; return the BrokenPicture that it raised, or else None."""
    try:
        function(*args, **kwargs)
    except BrokenPicture as error:
        return error
    return None


def others():
    """Return the names of all living threads but the calling one."""
    return [
        thread.name for thread in threading.enumerate() if thread is not threading.current_thread()
    ]


@points(1)
def test_results_keep_the_order_of_the_pictures(submission):
    """Pictures that take 3, 1, 2 and 3 s: the results come in the order of `paths` all the same."""
    seconds = {"sea": 3, "cat": 1, "dog": 2}

    def make_thumbnail(path):
        time.sleep(seconds[path])
        return f"small {path}"

    result = submission.thumbnail_all(make_thumbnail, ["sea", "cat", "dog", "sea"])

    expected = ["small sea", "small cat", "small dog", "small sea"]
    assert result == expected, (
        "for sea (3 s), cat (1 s), dog (2 s), and sea again, thumbnail_all() returned "
        f"{shown(result)}; the results must come in the order of the paths, {expected}."
    )


@points(1)
def test_exception_reaches_the_caller(submission):
    """If one of five calls raises, thumbnail_all() raises that exception."""
    server = PhotoServer(broken=["d"])

    error = raised_by(submission.thumbnail_all, server.make_thumbnail, list("abcde"), workers=2)

    assert error is not None, (
        "make_thumbnail('d') raised BrokenPicture, and thumbnail_all() did not raise it. The "
        "exception waits in the Future: it is raised where somebody asks for the result."
    )
    assert error.args == ("d",), f"thumbnail_all() raised {error!r}, not the exception of the call."


@points(1)
def test_no_pool_thread_is_left_after_return(submission):
    """When thumbnail_all() and thumbnail_safely() return, no pool thread is left."""
    server = PhotoServer()

    submission.thumbnail_all(server.make_thumbnail, list("abc"))
    after_all = others()
    submission.thumbnail_safely(server.make_thumbnail, list("abc"))
    after_safely = others()

    assert server.threads, "nobody called make_thumbnail; let the threads of a pool call it."
    assert threading.current_thread() not in server.threads, (
        "the main thread made thumbnails itself; let the threads of a pool call make_thumbnail."
    )
    assert after_all == [], (
        f"when thumbnail_all() returned, the threads {after_all} were still alive; "
        "leaving a `with` block waits until the pool's threads have ended, and so does "
        "pool.shutdown(wait=True)."
    )
    assert after_safely == [], (
        f"when thumbnail_safely() returned, the threads {after_safely} were still alive; "
        "leaving a `with` block waits until the pool's threads have ended, and so does "
        "pool.shutdown(wait=True)."
    )


@points(1)
def test_no_pool_thread_is_left_after_an_exception(submission):
    """When thumbnail_all() raises, no pool thread is left either."""
    server = PhotoServer(broken=["a"])

    raised_by(submission.thumbnail_all, server.make_thumbnail, list("abcd"), workers=2)
    left = others()

    assert server.threads, "nobody called make_thumbnail; let the threads of a pool call it."
    assert threading.current_thread() not in server.threads, (
        "the main thread made thumbnails itself; let the threads of a pool call make_thumbnail."
    )
    assert left == [], (
        f"make_thumbnail('a') raised, and when thumbnail_all() came back the threads {left} were "
        "still alive. An exception skips the lines that follow; a `with` block is left properly."
    )


@points(1)
def test_no_pictures_are_no_problem(submission):
    """Without pictures thumbnail_all() returns an empty list, thumbnail_safely() an empty dict."""
    server = PhotoServer()

    results = submission.thumbnail_all(server.make_thumbnail, [])
    by_path = submission.thumbnail_safely(server.make_thumbnail, [])

    assert results == [], f"thumbnail_all() without pictures returned {shown(results)}, not []."
    assert by_path == {}, (
        f"thumbnail_safely() without pictures returned {shown(by_path)}, not {{}}."
    )


@points(1)
def test_broken_pictures_cost_no_time(submission, clock):
    """5 pictures of 2 s with 2 workers, 2 of them broken: thumbnail_safely() returns after 6 s."""
    server = PhotoServer(broken=["a", "d"])

    result = submission.thumbnail_safely(server.make_thumbnail, list("abcde"), workers=2)

    assert sorted(result) == list("abcde"), (
        f"thumbnail_safely() returned the keys {sorted(result)} for the pictures a, b, c, d, e; "
        "every picture must have a value, its result or its exception."
    )
    assert clock.now == 6, (
        f"5 pictures of 2 s with 2 workers took {clock.now:g} s; they must take 6 s, two at a "
        "time, although a and d are broken."
    )
