"""A download that knows its progress: a thread that is an object with a state of its own."""

import threading
import time
from collections.abc import Callable


class Download(threading.Thread):
    """Fetches a file piece by piece, in a thread of its own.

    `url` is what the caller has given. `text` is None until the download is complete; then it is
    all the pieces, joined.
    """

    def __init__(self, url: str, fetch_chunk: Callable[[str, int], str], chunks: int) -> None:
        """Only keep what is given: nothing is fetched before start().

        The file has `chunks` pieces, at least one.
        """
        # TODO: keep what run() and progress() will need. Something must come first.
        raise NotImplementedError("keep url, fetch_chunk and chunks in the object")

    def run(self) -> None:
        """Call fetch_chunk(url, 0), fetch_chunk(url, 1), ..., one after the other; each is slow.

        Don't call this method yourself: start() does, in the new thread.
        """
        # TODO: fetch the pieces, and keep them in the object.
        raise NotImplementedError("fetch one piece after the other")

    def progress(self) -> float:
        """Return the fetched pieces / all pieces, from 0.0 to 1.0. Never wait."""
        # TODO: look into the object: how far has run() come?
        raise NotImplementedError("return how far the download is")


def again(download: Download) -> Download:
    """Return a new Download of the same file, started already.

    The old one keeps its text and its progress.
    """
    # TODO: a thread can be started once. So you need a fresh one.
    raise NotImplementedError("make a new download of the same file, and start it")


def fetch_slowly(url: str, number: int) -> str:
    time.sleep(1)
    return ["Once ", "upon ", "a ", "time"][number]


if __name__ == "__main__":
    # Run this file to watch a download in real time:  python thread_subclass.py
    # It must show 0 %, then 50 %, and then the whole text.
    story = Download("https://example.org/story", fetch_slowly, 4)
    story.start()
    print(f"{story.progress():.0%}  {story.text}  still at it: {story.is_alive()}")
    time.sleep(2.5)
    print(f"{story.progress():.0%}  {story.text}  still at it: {story.is_alive()}")
    story.join()
    print(f"{story.progress():.0%}  {story.text}  still at it: {story.is_alive()}")
