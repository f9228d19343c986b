"""Believes that a thread that has ended can be started once more.

Fails: test_again_is_a_new_download
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
        for number in range(self.chunks):
            self.pieces.append(self.fetch_chunk(self.url, number))
        self.text = "".join(self.pieces)

    def progress(self):
        return len(self.pieces) / self.chunks


def again(download):
    download.start()
    return download
