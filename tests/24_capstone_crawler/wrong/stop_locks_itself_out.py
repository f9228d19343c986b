"""stop() takes a plain lock, which the interrupted main thread holds already.

Fails: test_ctrl_c_ends_the_crawl_with_a_report
"""

import threading
from collections import Counter
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
        self.changed = threading.Condition(threading.Lock())
        self.stopping = threading.Event()

    def stop(self):
        with self.changed:
            self.stopping.set()
            self.changed.notify_all()

    def crawl(self, start, max_pages=100):
        self.stopping.clear()
        self.report = Report()
        self.seen, self.todo, self.busy = {start}, [start], Counter()
        self.begun, self.max_pages, self.over = 0, max_pages, False
        threads = [threading.Thread(target=self.work) for _ in range(self.workers)]
        for thread in threads:
            thread.start()
        with self.changed:
            while not self.over:
                try:
                    self.changed.wait()
                except KeyboardInterrupt:
                    self.stop()
        for thread in threads:
            thread.join()
        self.report.stopped = self.stopping.is_set()
        return self.report

    def next_url(self):
        if self.stopping.is_set() or self.begun >= self.max_pages:
            return None
        for url in self.todo:
            if self.busy[host(url)] < self.per_host:
                return url
        return None

    def work(self):
        while True:
            with self.changed:
                url = self.next_url()
                while url is None and self.busy.total():
                    self.changed.wait()
                    url = self.next_url()
                if url is None:
                    self.over = True
                    self.changed.notify_all()
                    return
                self.todo.remove(url)
                self.busy[host(url)] += 1
                self.begun += 1
            try:
                links, error = self.fetch(url), None
            except Exception as caught:
                links, error = [], caught
            with self.changed:
                self.busy[host(url)] -= 1
                if error:
                    self.report.errors[url] = error
                else:
                    self.report.pages[url] = links
                for link in links:
                    if link not in self.seen:
                        self.seen.add(link)
                        self.todo.append(link)
                self.changed.notify_all()
