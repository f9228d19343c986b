"""Its threads are daemons, so it doesn't wait for them; one is left behind in its wait.

Fails: test_stop_finishes_what_is_running
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
        self.changed = threading.Condition()
        self.stopping = threading.Event()

    def stop(self):
        self.stopping.set()

    def crawl(self, start, max_pages=100):
        self.stopping.clear()
        self.report = Report()
        self.seen, self.todo, self.busy = {start}, [start], Counter()
        self.begun, self.max_pages, self.over = 0, max_pages, False
        threads = [threading.Thread(target=self.work, daemon=True) for _ in range(self.workers)]
        for thread in threads:
            thread.start()
        while True:
            try:
                with self.changed:
                    self.changed.wait_for(lambda: self.over)
                break
            except KeyboardInterrupt:
                self.stop()
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
                    self.changed.wait()
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
