"""A subclass of local gives each thread a list of its requests."""

import threading
from concurrent.futures import ThreadPoolExecutor


class Requests(threading.local):
    def __init__(self):
        self.ids = ["-"]


LOG = []
requests = Requests()


class request:
    def __init__(self, request_id):
        self.id = request_id

    def __enter__(self):
        requests.ids.append(self.id)

    def __exit__(self, *problem):
        requests.ids.pop()


def log(message):
    LOG.append("[" + requests.ids[-1] + "] " + message)


def handle_all(handler, ids, workers=2):
    results = [None] * len(ids)

    def handle(number):
        with request(ids[number]):
            results[number] = handler(ids[number])

    with ThreadPoolExecutor(workers) as pool:
        for number in range(len(ids)):
            pool.submit(handle, number)
    return results
