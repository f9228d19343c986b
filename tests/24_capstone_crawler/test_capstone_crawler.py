"""The hidden checks of 24: errors, limits, three ways to be stopped, and no idle workers."""

import signal
import threading
import time

from grader.testing import explore, points


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


def said(report):
    """Tell how many pages a report has, and whether it was stopped."""
    return (
        f"{len(report.pages)} pages ({', '.join(sorted(report.pages))}), stopped={report.stopped}"
    )


@points(2)
def test_broken_pages_are_recorded(submission, clock):
    """A fetch that raises is in errors, with its exception, and the crawl goes on."""
    broken = ConnectionError("no answer")
    site = Site(clock, SCHOOL | {"zoo/apes": broken, "lib/films": broken})
    nothing = Site(clock, {"lib/": broken})

    report = submission.Crawler(site.fetch).crawl("lib/")
    empty = submission.Crawler(nothing.fetch).crawl("lib/")

    assert report.errors == {"zoo/apes": broken, "lib/films": broken}, (
        "fetching zoo/apes and lib/films raised ConnectionError; errors must have both urls with "
        f"these exceptions, and it is {report.errors}."
    )
    assert sorted(report.pages) == ["lib/", "lib/books", "lib/hours", "zoo/", "zoo/birds"], (
        "two of seven pages were broken, and the other five must be in pages; "
        f"they are {sorted(report.pages)}. Fetches: {site}."
    )
    assert (empty.pages, empty.errors) == ({}, {"lib/": broken}), (
        "the start page itself raised ConnectionError; it must be the only entry in errors, and "
        f"pages must be empty. The report: {empty}."
    )


@points(2)
def test_max_pages_counts_fetches_that_begin(submission, clock):
    """With max_pages=3, exactly three of eight pages are fetched, and that takes 2 s."""
    site = Site(clock, SCHOOL)

    report = submission.Crawler(site.fetch).crawl("lib/", max_pages=3)

    assert len(site.begun) == 3, (
        f"with max_pages=3, {len(site.begun)} fetches began: {site}. "
        "A fetch counts from its beginning; those that are running count, too."
    )
    assert (len(report.pages), report.stopped, clock.now) == (3, False, 2), (
        "with max_pages=3, crawl() must return at 2 s with 3 pages, and not be stopped; it "
        f"returned at {clock.now:g} s with {said(report)}."
    )


@points(2)
def test_stop_finishes_what_is_running(submission, clock, together):
    """stop() at 1.5 s: no new fetch begins, and crawl() returns at 2 s with what was running."""
    site = Site(clock, SCHOOL)
    crawler = submission.Crawler(site.fetch)
    reports, left = [], []

    def stop_later():
        time.sleep(1.5)
        crawler.stop()

    def crawl():
        others = {*threading.enumerate(), stopper}
        reports.append(crawler.crawl("lib/"))
        left.extend(thread.name for thread in threading.enumerate() if thread not in others)

    stopper = threading.Thread(target=stop_later)
    stopper.start()
    together(crawl)

    assert len(site.begun) == 4, (
        f"stop() was called at 1.5 s, and no fetch may begin after that. Fetches: {site}."
    )
    assert clock.now == 2, (
        "stop() was called at 1.5 s, while fetches ran until 2 s; crawl() must return at 2 s, and "
        f"it was over at {clock.now:g} s."
    )
    assert (len(reports[0].pages), reports[0].stopped) == (4, True), (
        "after stop() at 1.5 s the report must have the 4 pages that were fetched until 2 s, and "
        f"say stopped=True; it has {said(reports[0])}."
    )
    assert left == [], (
        f"crawl() has returned, and its threads {left} are still alive; wait for their end."
    )


@points(1)
def test_next_crawl_is_not_stopped(submission, clock):
    """A crawler that was stopped can crawl again, from the beginning to the end."""
    site = Site(clock, SCHOOL)
    crawler = submission.Crawler(site.fetch)

    stopper = threading.Timer(1.5, crawler.stop)
    stopper.start()
    crawler.crawl("lib/")
    again = crawler.crawl("lib/")

    assert (len(again.pages), again.stopped) == (8, False), (
        "the first crawl was stopped; the second one of the same crawler must fetch all 8 pages, "
        f"with stopped=False. Its report: {said(again)}."
    )


@points(2)
def test_ctrl_c_ends_the_crawl_with_a_report(submission, clock, keyboard):
    """Ctrl-C at 1.5 s: nothing is raised, and the report has what was running until 2 s."""
    site = Site(clock, SCHOOL)
    keyboard.interrupt(at=1.5)
    escaped, report = False, None

    try:
        report = submission.Crawler(site.fetch).crawl("lib/")
    except KeyboardInterrupt:
        escaped = True

    assert not escaped, (
        f"Ctrl-C was pressed at 1.5 s; KeyboardInterrupt came out of crawl() at {clock.now:g} s, "
        "and the report is lost. crawl() must catch it, wherever the main thread waits."
    )
    assert (len(report.pages), report.stopped, clock.now) == (4, True, 2), (
        "after Ctrl-C at 1.5 s crawl() must finish and count what is running, and return at 2 s "
        f"with 4 pages and stopped=True; it returned at {clock.now:g} s with {said(report)}. "
        f"Fetches: {site}."
    )


@points(1)
def test_signal_handler_may_call_stop(submission, clock, keyboard):
    """A SIGINT handler that calls stop() at 1.5 s returns, and the crawl ends at 2 s."""
    site = Site(clock, SCHOOL)
    crawler = submission.Crawler(site.fetch)
    signal.signal(signal.SIGINT, lambda number, frame: crawler.stop())
    keyboard.interrupt(at=1.5)

    report = crawler.crawl("lib/")

    assert (len(report.pages), report.stopped, clock.now) == (4, True, 2), (
        "a signal handler called stop() at 1.5 s; crawl() must return at 2 s with 4 pages and "
        f"stopped=True. It returned at {clock.now:g} s with {said(report)}."
    )


@points(1)
def test_nobody_waits_for_a_busy_host(submission, clock):
    """With 3 workers and 2 per host, the third worker takes a page of the other host: 4 s."""
    site = Site(clock, SCHOOL)

    submission.Crawler(site.fetch, workers=3, per_host=2).crawl("lib/")

    assert clock.now == 4, (
        f"with 3 workers and 2 per host, the crawl took {clock.now:g} s instead of 4 s. "
        f"Fetches: {site}. Did a worker take a page of a busy host, and wait for its turn, while a "
        "page of the other host was known?"
    )


@points(1)
def test_nobody_waits_for_a_slow_page(submission, clock):
    """While lib/slow takes 9.5 s, the other worker fetches the whole zoo."""
    site = Site(
        clock,
        {
            "lib/": ["lib/slow", "zoo/"],
            "lib/slow": [],
            "zoo/": ["zoo/apes"],
            "zoo/apes": ["zoo/birds"],
            "zoo/birds": [],
        },
        slow={"lib/slow": 9.5},
    )

    submission.Crawler(site.fetch, workers=2).crawl("lib/")

    assert clock.now == 10.5, (
        f"lib/slow takes from 1 to 10.5 s, and there is a second worker for the three other pages; "
        f"the crawl took {clock.now:g} s instead of 10.5 s. Fetches: {site}. "
        "A worker that is free must begin the next page at once, whoever is still busy."
    )


@points(1)
@explore()
def test_limits_hold_whoever_is_interrupted_where(submission, clock):
    """Two workers, one per host: each page once, one at a time on a host, in every order."""
    site = Site(
        clock,
        {
            "lib/": ["zoo/", "zoo/apes", "bus/"],
            "zoo/": ["bus/map"],
            "zoo/apes": [],
            "bus/": ["bus/map"],
            "bus/map": [],
        },
    )

    submission.Crawler(site.fetch, workers=2, per_host=1).crawl("lib/")

    assert site.urls == ["bus/", "bus/map", "lib/", "zoo/", "zoo/apes"], (
        "five pages can be reached, and each must be fetched once; two of them link to bus/map. "
        f"Fetches: {site}."
    )
    assert site.most_on_a_host == 1, (
        f"with per_host=1, {site.most_on_a_host} pages of one host were fetched at once: {site}."
    )
