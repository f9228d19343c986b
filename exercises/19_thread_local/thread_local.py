"""Whose log line is this? Each thread remembers its request, and forgets it again."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

LOG: list[str] = []  # given: the log lines are appended here


@contextmanager
def request(request_id: str):
    """Inside `with request("r1"):` the current thread works for r1.

    Blocks may be nested. At the end of a block the previous id is back, also when the block raised.
    Other threads are not affected.
    """
    # TODO: remember what this thread works for; `yield` is where the block runs; then put back.
    raise NotImplementedError("remember the request in this thread")


def log(message: str) -> None:
    """Append "[id] message" to LOG; "[-] message" if this thread works for no request."""
    # TODO: find out what this thread works for.
    raise NotImplementedError("append a line with the id of this thread's request")


def handle_all(handler: Callable[[str], Any], ids: list[str], workers: int = 2) -> list[Any]:
    """Call handler(id) for every id in a pool of `workers` threads, each call inside request(id).

    Return the results in the order of the ids, with None where the handler raised.
    """
    # TODO: which thread has to be inside request(id)?
    raise NotImplementedError("handle the requests in a pool")


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
