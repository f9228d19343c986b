"""A thread for each known page; it waits for its host, then for a free worker."""

import threading
from dataclasses import dataclass, field


@dataclass
class Report:
    pages: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    stopped: bool = False


def host(url):
    return url.split("/")[0]


class Crawler:
    def __init__(self, fetch, workers=4, per_host=2):
        self.fetch, self.workers, self.per_host = fetch, workers, per_host
        self.halt = threading.Event()

    def stop(self):
        self.halt.set()

    def crawl(self, start, max_pages=100):
        self.halt.clear()
        self.report, self.max_pages = Report(), max_pages
        self.lock, self.over = threading.Lock(), threading.Event()
        self.slots, self.hosts = threading.Semaphore(self.workers), {}
        self.seen, self.threads, self.open, self.begun = set(), [], 0, 0
        self.add(start)
        while not self.over.is_set():
            try:
                self.over.wait()
            except KeyboardInterrupt:
                self.stop()
        for thread in self.threads:
            thread.join()
        self.report.stopped = self.halt.is_set()
        return self.report

    def add(self, url):
        with self.lock:
            if url in self.seen:
                return
            self.seen.add(url)
            self.open += 1
            place = self.hosts.setdefault(host(url), threading.Semaphore(self.per_host))
            thread = threading.Thread(target=self.visit, args=(url, place))
            self.threads.append(thread)
        thread.start()

    def may_begin(self):
        with self.lock:
            if self.halt.is_set() or self.begun >= self.max_pages:
                return False
            self.begun += 1
            return True

    def visit(self, url, place):
        links = []
        with place, self.slots:
            if self.may_begin():
                try:
                    links = self.fetch(url)
                    self.report.pages[url] = links
                except Exception as error:
                    self.report.errors[url] = error
        for link in links:
            self.add(link)
        with self.lock:
            self.open -= 1
            if not self.open:
                self.over.set()
