"""A helper thread asks; the main thread waits at a queue, where Ctrl-C reaches it."""

import queue
import signal
import threading


def run_until_quit(workers):
    stop = threading.Event()
    answers = queue.Queue()

    def ask():
        input("Press Enter to quit! ")
        answers.put("enter")

    threads = [threading.Thread(target=worker, args=(stop,)) for worker in workers]
    for thread in threads:
        thread.start()
    threading.Thread(target=ask, daemon=True).start()
    try:
        return answers.get()
    except KeyboardInterrupt:
        return "ctrl-c"
    finally:
        stop.set()
        for thread in threads:
            thread.join()


class Patience:
    def __init__(self, stop):
        self.stop = stop

    def __enter__(self):
        self.old = signal.signal(signal.SIGINT, self)

    def __call__(self, number, frame):
        if self.stop.is_set():
            raise KeyboardInterrupt
        self.stop.set()

    def __exit__(self, *exception):
        signal.signal(signal.SIGINT, self.old)


def run_service(service):
    stop = threading.Event()
    with Patience(stop):
        thread = threading.Thread(target=service, args=(stop,), daemon=True)
        thread.start()
        thread.join()
