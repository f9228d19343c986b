"""Leaves run() as it is, which calls the target; text is a property."""

import threading


class Download(threading.Thread):
    def __init__(self, url, fetch_chunk, chunks):
        super().__init__(target=self.fetch_all)
        self.url = url
        self.order = (url, fetch_chunk, chunks)
        self.pieces = [None] * chunks

    def fetch_all(self):
        url, fetch_chunk, chunks = self.order
        for number in range(chunks):
            self.pieces[number] = fetch_chunk(url, number)

    @property
    def text(self):
        return None if None in self.pieces else "".join(self.pieces)

    def progress(self):
        return 1 - self.pieces.count(None) / len(self.pieces)


def again(download):
    new = Download(*download.order)
    new.start()
    return new
