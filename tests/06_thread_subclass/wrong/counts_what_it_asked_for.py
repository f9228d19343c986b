"""Counts a piece when it asks for it, not when it is there.

Fails: test_progress_tells_how_far_it_is, test_downloads_do_not_disturb_each_other, test_again_is_a_new_download
"""

import threading


class Download(threading.Thread):
    def __init__(self, url, fetch_chunk, chunks):
        super().__init__()
        self.url = url
        self.fetch_chunk = fetch_chunk
        self.chunks = chunks
        self.pieces = []
        self.fetched = 0
        self.text = None

    def run(self):
        for number in range(self.chunks):
            self.fetched = number + 1
            self.pieces.append(self.fetch_chunk(self.url, number))
        self.text = "".join(self.pieces)

    def progress(self):
        return self.fetched / self.chunks


def again(download):
    fresh = Download(download.url, download.fetch_chunk, download.chunks)
    fresh.start()
    return fresh
