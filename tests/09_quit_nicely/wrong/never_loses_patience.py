"""Sets the event at each Ctrl-C: nobody can end a service that hangs.

Fails: test_second_ctrl_c_ends_the_waiting
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
        stop.set()

    old = signal.signal(signal.SIGINT, handle_ctrl_c)
    try:
        thread = threading.Thread(target=service, args=(stop,), daemon=True)
        thread.start()
        thread.join()
    finally:
        signal.signal(signal.SIGINT, old)
