"""The visible checks of 06: a download works in its own thread, and tells how far it is."""

import threading
import time

from grader.testing import points


class Server:
    """Needs 2 s for each of the four pieces, and remembers who asked for which, and when."""

    pieces = ("Once ", "upon ", "a ", "time")

    def __init__(self, clock):
        self.clock = clock
        self.asked = []
        self.threads = set()

    def fetch(self, url, number):
        self.asked.append((self.clock.now, url, number))
        self.threads.add(threading.current_thread())
        time.sleep(2)
        return self.pieces[number]


@points(3)
def test_download_works_in_its_own_thread(submission, clock):
    """start() returns at 0 s; four pieces of 2 s are fetched in the thread, and joined at 8 s."""
    server = Server(clock)

    download = submission.Download("story", server.fetch, 4)
    download.start()

    assert clock.now == 0, (
        f"a download was made and started at 0 s, and start() returned at {clock.now:g} s; it must "
        "return at once. The work belongs into run(), which start() calls in the new thread."
    )

    download.join()

    assert server.asked == [(0, "story", 0), (2, "story", 1), (4, "story", 2), (6, "story", 3)], (
        "fetch_chunk was called with (at second, url, number) "
        f"{server.asked}; it must be called at 0 s for piece 0, at 2 s for 1, at 4 s for 2 and at "
        "6 s for 3."
    )
    assert server.threads == {download}, (
        "a piece was fetched by another thread than the download's own; "
        "start() calls run() in the new thread, so all the work belongs there."
    )
    assert clock.now == 8, (
        f"join() returned at {clock.now:g} s, not at 8 s, when the work was done."
    )
    assert download.text == "Once upon a time", (
        f"after the download its text is {download.text!r}; it must be 'Once upon a time'. "
        "(What run() returns is thrown away: keep it in the object.)"
    )


@points(2)
def test_progress_tells_how_far_it_is(submission, clock):
    """progress() is 0 at first, 0.5 at 5 s while there is no text yet, and 1 at 9 s."""
    download = submission.Download("story", Server(clock).fetch, 4)
    first = download.progress()
    download.start()
    started = clock.now
    clock.advance(5)
    half, text, alive = download.progress(), download.text, download.is_alive()
    asked = clock.now
    clock.advance(4)

    assert first == 0, f"before start() progress() returned {first!r}; it must return 0.0."
    assert started == 0, f"start() returned at {started:g} s; it must return at once, at 0 s."
    assert asked == 5, (
        f"progress() was called at 5 s and returned at {asked:g} s; it must not wait."
    )
    assert alive, "at 5 s, after two of four pieces, the download's thread was not alive."
    assert half == 0.5, (
        "at 5 s two of four pieces had been fetched, and the third was on its way; progress() "
        f"returned {half!r}, not 0.5."
    )
    assert text is None, (
        f"at 5 s two of four pieces had been fetched, and text was {text!r}; "
        "it must be None until the download is complete."
    )
    assert download.progress() == 1, (
        f"all pieces were there at 8 s; at 9 s progress() returned {download.progress()!r}, "
        "not 1.0."
    )
    assert not download.is_alive(), "the download was complete at 8 s; at 9 s it was still alive."
