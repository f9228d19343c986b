"""Enters the request in the thread that hands the work over, not in the one that does it.

Fails: test_pool_handles_all_requests, test_request_may_start_a_pool
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

LOG = []
current = threading.local()


@contextmanager
def request(request_id):
    before = getattr(current, "id", "-")
    current.id = request_id
    try:
        yield
    finally:
        current.id = before


def log(message):
    LOG.append(f"[{getattr(current, 'id', '-')}] {message}")


def handle_all(handler, ids, workers=2):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = []
        for request_id in ids:
            with request(request_id):
                futures.append(pool.submit(handler, request_id))
    return [None if future.exception() else future.result() for future in futures]
