"""A handler that raises an exception of its own ends input(); a context manager starts and stops
the workers."""

import contextlib
import signal
import threading


class Quit(Exception):
    pass


@contextlib.contextmanager
def handling(handler):
    old = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)


@contextlib.contextmanager
def running(workers):
    stop = threading.Event()
    threads = [threading.Thread(target=worker, args=(stop,), daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def run_until_quit(workers):
    def give_up(number, frame):
        raise Quit

    with running(workers):
        try:
            with handling(give_up):
                input("Press Enter to quit! ")
        except Quit:
            return "ctrl-c"
    return "enter"


def run_service(service):
    stop = threading.Event()
    pressed = 0

    def count(number, frame):
        nonlocal pressed
        pressed += 1
        if pressed > 1:
            raise KeyboardInterrupt
        stop.set()

    thread = threading.Thread(target=service, args=(stop,))
    with handling(count):
        thread.start()
        while thread.is_alive():
            thread.join(timeout=60)
