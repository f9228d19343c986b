"""Tells the service to stop, and does not wait until it has tidied up.

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
    ended = threading.Event()

    def serve():
        service(stop)
        ended.set()

    threading.Thread(target=serve, daemon=True).start()
    try:
        ended.wait()
    except KeyboardInterrupt:
        stop.set()
