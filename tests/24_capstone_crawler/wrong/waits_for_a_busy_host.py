"""A worker takes the next page, and then waits until its host has room.

Fails: test_nobody_waits_for_a_busy_host
"""

import queue
import threading
from collections import defaultdict
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
        self.stopping = threading.Event()

    def stop(self):
        self.stopping.set()

    def crawl(self, start, max_pages=100):
        self.stopping.clear()
        self.report, self.max_pages, self.begun = Report(), max_pages, 0
        self.lock, self.seen = threading.Lock(), {start}
        self.places = defaultdict(lambda: threading.Semaphore(self.per_host))
        self.todo, self.open, self.over = queue.Queue(), 1, threading.Event()
        self.todo.put(start)
        threads = [threading.Thread(target=self.work) for _ in range(self.workers)]
        for thread in threads:
            thread.start()
        while not self.over.is_set():
            try:
                self.over.wait()
            except KeyboardInterrupt:
                self.stop()
        for _ in threads:
            self.todo.put(None)
        for thread in threads:
            thread.join()
        self.report.stopped = self.stopping.is_set()
        return self.report

    def may_begin(self):
        with self.lock:
            if self.stopping.is_set() or self.begun >= self.max_pages:
                return False
            self.begun += 1
            return True

    def work(self):
        while (url := self.todo.get()) is not None:
            with self.lock:
                place = self.places[host(url)]
            links = []
            with place:
                if self.may_begin():
                    try:
                        links = self.fetch(url)
                        self.report.pages[url] = links
                    except Exception as error:
                        self.report.errors[url] = error
            with self.lock:
                new = [link for link in dict.fromkeys(links) if link not in self.seen]
                self.seen.update(new)
                self.open += len(new) - 1
                if not self.open:
                    self.over.set()
            for link in new:
                self.todo.put(link)
