"""Calls the service itself, without a thread.

Fails: test_service_may_tidy_up_after_ctrl_c
"""

import signal
import threading


def run_until_quit(workers):
    stop = threading.Event()
    threads = [threading.Thread(target=worker, args=(stop,)) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        input("Press Enter to quit! ")
        return "enter"
    except KeyboardInterrupt:
        return "ctrl-c"
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def run_service(service):
    stop = threading.Event()

    def handle_ctrl_c(number, frame):
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    old = signal.signal(signal.SIGINT, handle_ctrl_c)
    try:
        service(stop)
    finally:
        signal.signal(signal.SIGINT, old)
