"""Starts a thread for each fetch; the answers come back through a queue."""

import queue
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
        self.stopped = False

    def stop(self):
        self.stopped = True

    def crawl(self, start, max_pages=100):
        self.stopped = False
        report = Report()
        answers = queue.Queue()
        known, waiting, busy, threads = [start], [start], Counter(), []

        def visit(url):
            try:
                answers.put((url, self.fetch(url), None))
            except Exception as error:
                answers.put((url, [], error))

        while True:
            for url in waiting[:]:
                free = busy.total() < self.workers and busy[host(url)] < self.per_host
                if free and not self.stopped and len(threads) < max_pages:
                    waiting.remove(url)
                    busy[host(url)] += 1
                    thread = threading.Thread(target=visit, args=(url,))
                    threads.append(thread)
                    thread.start()
            if not busy.total():
                break
            try:
                url, links, error = answers.get()
            except KeyboardInterrupt:
                self.stopped = True
                continue
            busy[host(url)] -= 1
            if error is not None:
                report.errors[url] = error
                continue
            report.pages[url] = links
            new = [link for link in dict.fromkeys(links) if link not in known]
            known += new
            waiting += new
        for thread in threads:
            thread.join()
        report.stopped = self.stopped
        return report
