"""The hidden checks of 19: a pool, blocks that raise, and whoever is interrupted where."""

import time
from concurrent.futures import ThreadPoolExecutor

from grader.testing import explore, points


def quoted(lines):
    """List the first of some log lines, for a sentence."""
    return ", ".join([f'"{line}"' for line in lines[:12]]) or "no line"


@points(1)
def test_pool_handles_all_requests(submission, clock):
    """Five requests in two threads: at once, in order, and each line with its own id."""
    seconds = {"a": 2.25, "b": 1, "c": 1, "d": 1, "e": 1}

    def handler(name):
        submission.log(f"begins {name}")
        time.sleep(seconds[name])
        submission.log(f"ends {name}")
        return name.upper()

    results = submission.handle_all(handler, ["a", "b", "c", "d", "e"], workers=2)

    assert clock.now == 3.25, (
        "five requests of 2.25, 1, 1, 1 and 1 s with workers=2 were handled at "
        f"{clock.now:g} s; in a pool of two threads it takes 3.25 s."
    )
    assert results == ["A", "B", "C", "D", "E"], (
        f"the handler returned A, B, C, D, E for the ids a, b, c, d, e; handle_all() returned "
        f"{results}. The results must be in the order of the ids."
    )
    assert sorted(submission.LOG) == [
        "[a] begins a",
        "[a] ends a",
        "[b] begins b",
        "[b] ends b",
        "[c] begins c",
        "[c] ends c",
        "[d] begins d",
        "[d] ends d",
        "[e] begins e",
        "[e] ends e",
    ], (
        "the handlers of a, b, c, d and e ran in a pool of two threads, and logged when they began "
        f"and ended; the log has {quoted(submission.LOG)}. Each call of the handler must be inside "
        "request(id), in the thread that it runs in."
    )


@points(1)
def test_block_that_raises_is_forgotten(submission):
    """A block raises in a thread of a pool; the thread is used again, and works for no request."""

    def fails():
        with submission.request("r1"):
            raise ValueError("no such page")

    with ThreadPoolExecutor(max_workers=1) as pool:
        raised = pool.submit(fails).exception()
        pool.submit(submission.log, "next").result()

    assert str(raised) == "no such page", (
        'a block inside request("r1") raised ValueError("no such page"), and outside it was '
        f"{raised!r}; the exception must go on."
    )
    assert submission.LOG == ["[-] next"], (
        'in the only thread of a pool, a block of request("r1") raised; then that thread logged '
        f'outside of any block, and the log has {quoted(submission.LOG)}. It must be "[-] next": '
        "the previous id is back also when the block raised."
    )


@points(1)
def test_handler_that_raises_gives_none(submission):
    """One of three handlers raises: its result is None, and the others have theirs."""
    seconds = {"a": 3, "b": 1, "c": 1}

    def handler(name):
        time.sleep(seconds[name])
        if name == "b":
            raise LookupError(name)
        return name.upper()

    results = submission.handle_all(handler, ["a", "b", "c"])

    assert results == ["A", None, "C"], (
        f"handlers of a, b, c returned A, raised LookupError, returned C; handle_all() returned "
        f"{results}. It must be ['A', None, 'C']."
    )


@points(1)
def test_request_may_start_a_pool(submission):
    """Inside a request, handle_all() gives each part its own id; then the outer id is back."""
    with submission.request("page"):
        submission.handle_all(submission.log, ["header", "footer"])
        submission.log("done")
    submission.log("closed")

    assert sorted(submission.LOG[:2]) == ["[footer] footer", "[header] header"], (
        'inside a request, handle_all(log, ["header", "footer"]) was called; the log has '
        f"{quoted(submission.LOG)}. It must begin with the lines of header and footer, each with "
        "its own id."
    )
    assert submission.LOG[2:] == ["[page] done", "[-] closed"], (
        'handle_all() was called inside request("page"), then "done" was logged, and after the '
        f'block "closed"; the log has {quoted(submission.LOG)}. It must end with "[page] done" and '
        '"[-] closed": the threads of the pool must not change the id of the thread that waits.'
    )


@points(1)
@explore()
def test_every_line_has_its_own_id(submission, together):
    """Two threads, one request each: whoever is interrupted where, every line has its own id."""

    def first():
        with submission.request("r1"):
            submission.log("r1")

    def second():
        with submission.request("r2"):
            submission.log("r2")

    together(first, second)

    assert sorted(submission.LOG) == ["[r1] r1", "[r2] r2"], (
        "two threads logged one line each, r1 inside its request and r2 inside its own; the log "
        f'has {quoted(submission.LOG)}. It must be "[r1] r1" and "[r2] r2".'
    )
