"""Puts Python's own handler in place at the end, not the one that was there.

Fails: test_handler_is_put_back
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

    signal.signal(signal.SIGINT, handle_ctrl_c)
    try:
        thread = threading.Thread(target=service, args=(stop,), daemon=True)
        thread.start()
        thread.join()
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
