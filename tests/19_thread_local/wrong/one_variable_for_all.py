"""Keeps the id in a global variable, which all threads share: the last one who came is everybody's.

Fails: test_overlapping_requests_keep_their_ids, test_pool_handles_all_requests, test_every_line_has_its_own_id
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

LOG = []
current_id = "-"


@contextmanager
def request(request_id):
    global current_id
    before = current_id
    current_id = request_id
    try:
        yield
    finally:
        current_id = before


def log(message):
    LOG.append(f"[{current_id}] {message}")


def handle_all(handler, ids, workers=2):
    def handle(request_id):
        with request(request_id):
            try:
                return handler(request_id)
            except Exception:
                return None

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(handle, ids))
