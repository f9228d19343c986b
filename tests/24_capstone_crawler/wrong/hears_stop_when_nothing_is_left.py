"""Looks at stop only when it has nothing more to do.

Fails: test_stop_finishes_what_is_running, test_ctrl_c_ends_the_crawl_with_a_report, test_signal_handler_may_call_stop
"""

import threading
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
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
        report = Report()
        seen, todo, running, begun = {start}, [start], {}, 0
        with ThreadPoolExecutor(self.workers) as pool:
            while True:
                try:
                    busy = Counter(host(url) for url in running.values())
                    for url in list(todo):
                        if begun >= max_pages:
                            break
                        if len(running) < self.workers and busy[host(url)] < self.per_host:
                            todo.remove(url)
                            busy[host(url)] += 1
                            running[pool.submit(self.fetch, url)] = url
                            begun += 1
                    if not running:
                        break
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                except KeyboardInterrupt:
                    self.stopping.set()
                    continue
                for future in done:
                    url = running.pop(future)
                    if future.exception():
                        report.errors[url] = future.exception()
                        continue
                    report.pages[url] = future.result()
                    for link in future.result():
                        if link not in seen:
                            seen.add(link)
                            todo.append(link)
        report.stopped = self.stopping.is_set()
        return report
