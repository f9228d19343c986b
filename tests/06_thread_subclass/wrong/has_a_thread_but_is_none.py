"""Keeps a thread in the object. It does the same work, but a Download has to be a Thread.

Fails: test_download_works_in_its_own_thread, test_constructor_only_keeps_what_is_given
"""

import threading


class Download:
    def __init__(self, url, fetch_chunk, chunks):
        self.url = url
        self.fetch_chunk = fetch_chunk
        self.chunks = chunks
        self.pieces = []
        self.text = None
        self.thread = threading.Thread(target=self.run)

    def start(self):
        self.thread.start()

    def join(self):
        self.thread.join()

    def is_alive(self):
        return self.thread.is_alive()

    def run(self):
        for number in range(self.chunks):
            self.pieces.append(self.fetch_chunk(self.url, number))
        self.text = "".join(self.pieces)

    def progress(self):
        return len(self.pieces) / self.chunks


def again(download):
    fresh = Download(download.url, download.fetch_chunk, download.chunks)
    fresh.start()
    return fresh
