"""Whose log line is this? Each thread remembers its request, and forgets it again."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

LOG: list[str] = []  # given: the log lines are appended here

# One object for all, made once. Each thread has attributes of its own in it.
current = threading.local()


def current_id():
    """Return the id of the request that this thread works for, or "-"."""
    # A thread that has never set the attribute does not have it. Setting it up here, at import,
    # would only do so for the thread that imports.
    return getattr(current, "id", "-")


@contextmanager
def request(request_id: str):
    """Inside `with request("r1"):` the current thread works for r1.

    Blocks may be nested. At the end of a block the previous id is back, also when the block raised.
    Other threads are not affected.
    """
    before = current_id()
    current.id = request_id
    try:
        yield
    finally:
        # Not simply "-": this block may stand inside another one. And in `finally`, because the
        # threads of a pool are used again: the next request must not find this one's id.
        current.id = before


def log(message: str) -> None:
    """Append "[id] message" to LOG; "[-] message" if this thread works for no request."""
    LOG.append(f"[{current_id()}] {message}")


def handle_all(handler: Callable[[str], Any], ids: list[str], workers: int = 2) -> list[Any]:
    """Call handler(id) for every id in a pool of `workers` threads, each call inside request(id).

    Return the results in the order of the ids, with None where the handler raised.
    """

    # This function runs in a thread of the pool, and so that is the thread that enters the request.
    def handle(request_id):
        with request(request_id):
            try:
                return handler(request_id)
            except Exception:
                return None

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(handle, ids))


if __name__ == "__main__":
    # Run this file to see a log:  python thread_local.py
    # Every line must carry the letter that it ends with, and the last one must begin with [-].
    import time

    def answer(request_id):
        log(f"begins {request_id}")
        time.sleep(0.5)
        log(f"ends   {request_id}")

    handle_all(answer, ["a", "b", "c", "d", "e"])
    log("the server is closed")
    print("\n".join(LOG))
