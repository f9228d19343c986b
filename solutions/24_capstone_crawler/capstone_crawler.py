"""Capstone: a polite crawler that stops when told."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field


@dataclass
class Report:
    """What a crawl has found."""

    pages: dict[str, list[str]] = field(default_factory=dict)  # url -> its links
    errors: dict[str, Exception] = field(default_factory=dict)  # url -> what fetch raised
    stopped: bool = False  # was the crawl ended by stop() or Ctrl-C?


def host(url: str) -> str:
    """Return the host of a url: "lib" for "lib/books"."""
    return url.split("/")[0]


class Crawler:
    """Fetches pages and follows their links: fast, polite, and until it is told to stop."""

    def __init__(
        self, fetch: Callable[[str], list[str]], workers: int = 4, per_host: int = 2
    ) -> None:
        """fetch(url) returns the links of a page. It is slow, and it may raise an Exception."""
        self.fetch = fetch
        self.workers = workers
        self.per_host = per_host
        # An event needs no other lock: a signal handler may set it, whoever it has interrupted.
        self.stopping = threading.Event()

    def crawl(self, start: str, max_pages: int = 100) -> Report:
        """Fetch `start` and everything that can be reached from it, and report.

        - Every url is fetched at most once; there are at most `max_pages` fetches in all.
        - At most `workers` fetches run at the same time, and at most `per_host` on one host.
        - No worker is idle while a known page may be fetched: not because another page is slow,
          and not because another page's host is busy.
        - A fetch that raises goes into `errors`; the crawl goes on.
        - It returns when nothing is left, or after stop(), or after Ctrl-C if the main thread
          called it (no KeyboardInterrupt comes out). After a stop no new fetch begins; those
          that run are finished and counted, and `stopped` is True.
        - Afterwards none of its threads is alive, and crawl() may be called again.

        Any thread may call it, one at a time.
        """
        self.stopping.clear()
        # Only this thread, the conductor, reads and changes these facts. The threads of the pool
        # fetch, and do nothing else. What nobody shares needs no lock.
        report = Report()
        seen = {start}
        todo = [start]
        running: dict[Future[list[str]], str] = {}
        begun = 0
        with ThreadPoolExecutor(self.workers) as pool:
            while True:
                try:
                    while begun < max_pages and (url := self.startable(todo, running)):
                        todo.remove(url)
                        running[pool.submit(self.fetch, url)] = url
                        begun += 1
                    if not running:
                        break
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                except KeyboardInterrupt:
                    # From now on nothing is startable; what runs is waited for and counted.
                    self.stopping.set()
                    continue
                for future in done:
                    url = running.pop(future)
                    try:
                        links = future.result()
                    except Exception as error:
                        report.errors[url] = error
                        continue
                    report.pages[url] = links
                    for link in links:
                        if link not in seen:
                            seen.add(link)
                            todo.append(link)
        report.stopped = self.stopping.is_set()
        return report

    def startable(self, todo: list[str], running: dict[Future[list[str]], str]) -> str | None:
        """Return a url that may be fetched now, or None."""
        if self.stopping.is_set() or len(running) >= self.workers:
            return None
        busy = Counter(host(url) for url in running.values())
        # The first url whose host has room, not just the first: no worker waits for a busy host.
        return next((url for url in todo if busy[host(url)] < self.per_host), None)

    def stop(self) -> None:
        """End the crawl that is running: only ask, and return at once.

        May be called from any thread, and from a signal handler.
        """
        self.stopping.set()


SITE = {
    "lib/": ["lib/books", "lib/films", "lib/hours", "zoo/"],
    "lib/books": ["lib/", "lib/films"],
    "lib/films": ["lib/"],
    "lib/hours": ["lib/", "zoo/"],
    "zoo/": ["zoo/apes", "zoo/birds"],
    "zoo/apes": ["lib/kids", "zoo/"],
    "zoo/birds": ["zoo/", "zoo/apes"],
    "lib/kids": [],
}


def look_up(url: str) -> list[str]:
    """Fetch a page of SITE: it takes a second."""
    print(f"fetching {url}")
    time.sleep(1)
    return SITE[url]


if __name__ == "__main__":
    # Run this file to watch a crawl in real time:  python capstone_crawler.py
    # It must take 4 seconds. Run it again, and press Ctrl-C after one and a half.
    report = Crawler(look_up).crawl("lib/")
    print(f"{len(report.pages)} pages, stopped: {report.stopped}")
    print("threads alive:", threading.active_count())
