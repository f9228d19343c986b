"""Tells all to stop, and does not wait until they have.

Fails: test_enter_ends_all_workers, test_ctrl_c_ends_all_workers, test_every_goodbye_is_waited_for
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
