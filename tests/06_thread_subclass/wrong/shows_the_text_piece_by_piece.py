"""Lets the text grow while the download runs, though it must be None until the end.

Fails: test_progress_tells_how_far_it_is
"""

import threading


class Download(threading.Thread):
    def __init__(self, url, fetch_chunk, chunks):
        super().__init__()
        self.url = url
        self.fetch_chunk = fetch_chunk
        self.chunks = chunks
        self.pieces = []
        self.text = None

    def run(self):
        self.text = ""
        for number in range(self.chunks):
            self.pieces.append(self.fetch_chunk(self.url, number))
            self.text = "".join(self.pieces)

    def progress(self):
        return len(self.pieces) / self.chunks


def again(download):
    fresh = Download(download.url, download.fetch_chunk, download.chunks)
    fresh.start()
    return fresh
