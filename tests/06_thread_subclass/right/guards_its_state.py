"""A lock guards the state, and is held only to read or write it; again() asks the object's
class."""

import threading


class Download(threading.Thread):
    def __init__(self, url, fetch_chunk, chunks):
        super().__init__()
        self.url = url
        self.fetch_chunk = fetch_chunk
        self.chunks = chunks
        self.text = None
        self.lock = threading.Lock()
        self.fetched = []

    def run(self):
        for number in range(self.chunks):
            piece = self.fetch_chunk(self.url, number)
            with self.lock:
                self.fetched.append(piece)
                if len(self.fetched) == self.chunks:
                    self.text = "".join(self.fetched)

    def progress(self):
        with self.lock:
            return len(self.fetched) / self.chunks

    def copy(self):
        return type(self)(self.url, self.fetch_chunk, self.chunks)


def again(download):
    new = download.copy()
    new.start()
    return new
