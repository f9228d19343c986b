"""Believes that an answer must wait until the thread has ended.

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
        self.text = None

    def run(self):
        for number in range(self.chunks):
            self.pieces.append(self.fetch_chunk(self.url, number))
        self.text = "".join(self.pieces)

    def progress(self):
        if self.is_alive():
            self.join()
        return len(self.pieces) / self.chunks


def again(download):
    fresh = Download(download.url, download.fetch_chunk, download.chunks)
    fresh.start()
    return fresh
