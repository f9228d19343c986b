"""A dictionary with the threads as keys, under a lock; an id is taken out at the end."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

LOG = []
IDS = {}
lock = threading.Lock()


@contextmanager
def request(request_id):
    me = threading.current_thread()
    with lock:
        before = IDS.get(me)
        IDS[me] = request_id
    try:
        yield request_id
    finally:
        with lock:
            if before is None:
                del IDS[me]
            else:
                IDS[me] = before


def log(message):
    with lock:
        request_id = IDS.get(threading.current_thread(), "-")
        LOG.append(f"[{request_id}] {message}")


def handle_all(handler, ids, workers=2):
    @contextmanager
    def patience():
        try:
            yield
        except Exception as error:
            problems.append(error)

    problems = []

    def handle(request_id):
        with request(request_id), patience():
            return handler(request_id)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(handle, ids))
