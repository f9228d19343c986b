"""Counts the pieces with a number, and puts the text together in a local variable."""

from threading import Thread


class Download(Thread):
    def __init__(self, url, fetch_chunk, chunks):
        Thread.__init__(self, name=f"download of {url}", daemon=True)
        self.url, self.fetch, self.total = url, fetch_chunk, chunks
        self.done = 0
        self.text = None

    def run(self):
        text = ""
        while self.done < self.total:
            text += self.fetch(self.url, self.done)
            self.done += 1
        self.text = text

    def progress(self):
        return self.done / self.total


def again(download):
    new = Download(download.url, download.fetch, download.total)
    new.start()
    return new
