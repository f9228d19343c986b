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
        # First let Thread set up its own part of the object. Without it start() refuses to work:
        # "thread.__init__() not called".
        super().__init__()
        self.url = url
        self.fetch_chunk = fetch_chunk
        self.chunks = chunks
        # A new list for every object. Written below `class Download`, it would be one list that all
        # downloads share.
        self.pieces: list[str] = []
        self.text: str | None = None

    def run(self) -> None:
        """Call fetch_chunk(url, 0), fetch_chunk(url, 1), ..., one after the other; each is slow.

        Don't call this method yourself: start() does, in the new thread.
        """
        for number in range(self.chunks):
            self.pieces.append(self.fetch_chunk(self.url, number))
        # What run() returns is thrown away. Who wants to know the result looks into the object.
        self.text = "".join(self.pieces)

    def progress(self) -> float:
        """Return the fetched pieces / all pieces, from 0.0 to 1.0. Never wait."""
        # The main thread reads here what the download's thread writes: threads share all objects.
        return len(self.pieces) / self.chunks


def again(download: Download) -> Download:
    """Return a new Download of the same file, started already.

    The old one keeps its text and its progress.
    """
    # download.start() would raise RuntimeError: a thread can be started once, even if it has ended.
    # All that is needed for a fresh one is still in the old object.
    fresh = Download(download.url, download.fetch_chunk, download.chunks)
    fresh.start()
    return fresh


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
