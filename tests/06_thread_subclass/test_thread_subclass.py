"""The hidden checks of 06: two downloads, a second one of the same file, and the constructor."""

import threading
import time

from grader.testing import points


def fetch(url, number):
    """Fetch a piece of a file in 2 s."""
    time.sleep(2)
    return f"{url}{number} "


@points(2)
def test_downloads_do_not_disturb_each_other(submission, clock):
    """A has 4 pieces, B 2: at 5 s A is at 0.5 and B complete, and each has its own text."""
    a = submission.Download("a", fetch, 4)
    b = submission.Download("b", fetch, 2)
    a.start()
    b.start()
    clock.advance(5)
    progress, alive = (a.progress(), b.progress()), (a.is_alive(), b.is_alive())
    clock.advance(4)

    assert progress == (0.5, 1), (
        "two downloads, A of 4 pieces and B of 2, started at 0 s; a piece takes 2 s. At 5 s "
        f"the progress of A and B was {progress}; it must be (0.5, 1.0). "
        "Every download needs a state of its own: what stands in the class is shared by all."
    )
    assert alive == (True, False), (
        "two downloads, A of 4 pieces and B of 2, started at 0 s; a piece takes 2 s. At 5 s "
        f"is_alive() of A and B was {alive}; A must be working, and B must have ended."
    )
    assert (a.text, b.text) == ("a0 a1 a2 a3 ", "b0 b1 "), (
        f"the texts of A and B are {a.text!r} and {b.text!r}; "
        "they must be 'a0 a1 a2 a3 ' and 'b0 b1 '."
    )


@points(2)
def test_again_is_a_new_download(submission, clock):
    """again() returns a new download that runs already; the old one stays as it was."""
    old = submission.Download("a", fetch, 4)
    old.start()
    old.join()

    new = submission.again(old)
    returned, alive = clock.now, new.is_alive()
    clock.advance(5)
    half = new.progress()
    kept = old.progress(), old.text
    clock.advance(4)

    assert new is not old, "again() returned the old download; it must return a new one."
    assert returned == 8, (
        f"again() was called at 8 s and returned at {returned:g} s; it must return at once, "
        "while the new download runs."
    )
    assert alive, "the download that again() returned does not run; it must be started already."
    assert (half, new.text) == (0.5, "a0 a1 a2 a3 "), (
        f"the new download began at 8 s; its progress at 13 s was {half!r}, and its text at 17 s "
        f"{new.text!r}. They must be 0.5 and 'a0 a1 a2 a3 ', as those of the old one were."
    )
    assert kept == (1, "a0 a1 a2 a3 "), (
        f"while the new download ran, progress and text of the old one were {kept}; "
        "they must stay 1.0 and 'a0 a1 a2 a3 '."
    )


@points(1)
def test_constructor_only_keeps_what_is_given(submission, clock):
    """A new Download is a Thread, has its url, and has fetched nothing."""
    asked = []

    def fetch(url, number):
        asked.append(number)
        return ""

    download = submission.Download("a", fetch, 4)
    clock.advance(1)

    assert asked == [], (
        f"before start() the pieces {asked} were fetched already; the constructor must only keep "
        "what is given."
    )
    assert isinstance(download, threading.Thread), (
        "a Download is no Thread; the class must begin with  class Download(threading.Thread):"
    )
    assert (download.url, download.text) == ("a", None), (
        f"a new download of 'a' has the url {download.url!r} and the text {download.text!r}; "
        "they must be 'a' and None."
    )
