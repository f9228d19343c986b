"""Leaves Python's own handler in place: the first Ctrl-C ends the waiting, and the service is never
told.

Fails: test_service_may_tidy_up_after_ctrl_c, test_second_ctrl_c_ends_the_waiting
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
    thread = threading.Thread(target=service, args=(stop,), daemon=True)
    thread.start()
    thread.join()
