"""Capstone: a polite crawler that stops when told."""

import threading
import time
from collections.abc import Callable
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
        # TODO: remember the arguments, and make what stop() needs.
        raise NotImplementedError("remember how to fetch, and the limits")

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
        # TODO: write down the facts (known, running, how busy each host is) and who changes them.
        raise NotImplementedError("fetch every page once, within the limits, until told to stop")

    def stop(self) -> None:
        """End the crawl that is running: only ask, and return at once.

        May be called from any thread, and from a signal handler.
        """
        # TODO: leave a note that crawl() reads.
        raise NotImplementedError("ask the crawl to stop")


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
