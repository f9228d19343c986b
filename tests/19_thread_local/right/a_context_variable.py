"""A ContextVar does the same: each thread begins with a context of its own."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar

LOG = []
current = ContextVar("current", default="-")


@contextmanager
def request(request_id):
    token = current.set(request_id)
    try:
        yield
    finally:
        current.reset(token)


def log(message):
    LOG.append(f"[{current.get()}] {message}")


def handle_all(handler, ids, workers=2):
    def handle(request_id):
        with request(request_id):
            return handler(request_id)

    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(handle, request_id) for request_id in ids]
    return [None if future.exception() else future.result() for future in futures]
