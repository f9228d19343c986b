"""Believes that a signal handler ends input(), as the lecture notes do. The workers stop, and
input() goes on waiting.

Fails: test_ctrl_c_ends_all_workers, test_second_session_works_as_the_first
"""

import signal
import threading


def run_until_quit(workers):
    stop = threading.Event()
    threads = [threading.Thread(target=worker, args=(stop,)) for worker in workers]
    for thread in threads:
        thread.start()
    interrupted = []

    def handle_ctrl_c(number, frame):
        interrupted.append(number)
        stop.set()

    old = signal.signal(signal.SIGINT, handle_ctrl_c)
    input("Press Enter to quit! ")
    signal.signal(signal.SIGINT, old)
    stop.set()
    for thread in threads:
        thread.join()
    return "ctrl-c" if interrupted else "enter"


def run_service(service):
    stop = threading.Event()

    def handle_ctrl_c(number, frame):
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    old = signal.signal(signal.SIGINT, handle_ctrl_c)
    try:
        thread = threading.Thread(target=service, args=(stop,), daemon=True)
        thread.start()
        thread.join()
    finally:
        signal.signal(signal.SIGINT, old)
