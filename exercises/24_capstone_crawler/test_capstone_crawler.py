"""The visible checks of 24: all pages, side by side, each once, and within the limits."""

import time

from grader.testing import points


class Site:
    """Web pages that link to one another. Each takes a second; every fetch is remembered."""

    def __init__(self, clock, links, slow=None):
        self.clock, self.links, self.slow = clock, links, slow or {}
        self.begun = []
        self.running = []
        self.most, self.most_on_a_host = 0, 0

    def fetch(self, url):
        """Return the links of a page after its time, or raise what is in their place."""
        self.begun.append((url, self.clock.now))
        self.running.append(url)
        self.most = max(self.most, len(self.running))
        host = url.split("/")[0]
        here = [each for each in self.running if each.split("/")[0] == host]
        self.most_on_a_host = max(self.most_on_a_host, len(here))
        time.sleep(self.slow.get(url, 1))
        self.running.remove(url)
        if isinstance(self.links[url], Exception):
            raise self.links[url]
        return list(self.links[url])

    @property
    def urls(self):
        """What was fetched, sorted; a url twice if it was fetched twice."""
        return sorted(url for url, _ in self.begun)

    def __str__(self):
        """Tell when each fetch began: "0 s lib/; 1 s lib/books, zoo/"."""
        moments = sorted({moment for _, moment in self.begun})[:8]
        return "; ".join(
            f"{moment:g} s " + ", ".join(sorted(url for url, at in self.begun if at == moment))
            for moment in moments
        )


SCHOOL = {
    "lib/": ["lib/books", "lib/films", "lib/hours", "zoo/"],
    "lib/books": ["lib/", "lib/films"],
    "lib/films": ["lib/"],
    "lib/hours": ["lib/", "zoo/"],
    "zoo/": ["zoo/apes", "zoo/birds"],
    "zoo/apes": ["lib/kids", "zoo/"],
    "zoo/birds": ["zoo/", "zoo/apes"],
    "lib/kids": [],
}


@points(4)
def test_every_page_is_fetched_once_side_by_side(submission, clock):
    """Eight pages of 1 s on two hosts, with 4 workers and 2 per host: each once, and all at 4 s."""
    site = Site(clock, SCHOOL)

    report = submission.Crawler(site.fetch, workers=4, per_host=2).crawl("lib/")

    assert site.urls == sorted(SCHOOL), (
        f"eight pages can be reached from lib/, and each must be fetched once. Fetches: {site}."
    )
    assert report.pages == SCHOOL, (
        f"pages must have the links of all 8 pages that were fetched; it is {report.pages}."
    )
    assert (report.errors, report.stopped) == ({}, False), (
        "no page was broken, and nobody called stop(); the report says "
        f"errors={report.errors}, stopped={report.stopped}."
    )
    assert clock.now == 4, (
        f"eight pages of 1 s took {clock.now:g} s with 4 workers and 2 per host; it must be 4 s. "
        f"Fetches: {site}. Whenever a fetch has ended, every page that may be fetched must begin."
    )


@points(3)
def test_limits_are_kept(submission, clock):
    """At most `workers` fetches run at once, and at most `per_host` of them on one host."""
    one_host = Site(clock, {"lib/": [f"lib/{n}" for n in range(6)]} | {
        f"lib/{n}": [] for n in range(6)
    })  # fmt: skip
    alone = Site(clock, SCHOOL)

    submission.Crawler(one_host.fetch, workers=4, per_host=2).crawl("lib/")
    first = clock.now
    submission.Crawler(alone.fetch, workers=1, per_host=2).crawl("lib/")
    second = clock.now - first

    assert one_host.most_on_a_host <= 2, (
        f"with per_host=2, {one_host.most_on_a_host} pages of one host were fetched at once. "
        f"Fetches: {one_host}."
    )
    assert first == 4, (
        f"seven pages of one host, first one and then six, took {first:g} s with per_host=2; it "
        f"must be 4 s. Fetches: {one_host}."
    )
    assert alone.most == 1, f"with workers=1, {alone.most} pages were fetched at once: {alone}."
    assert second == 8, f"with workers=1, eight pages took {second:g} s; it must be 8 s."
