"""Uses no handler at all: catches KeyboardInterrupt around the wait for an event."""

import threading


def run_until_quit(workers):
    stop = threading.Event()
    threads = []
    answer = "enter"
    try:
        for worker in workers:
            thread = threading.Thread(target=worker, args=(stop,))
            thread.start()
            threads.append(thread)
        input("Press Enter to quit! ")
    except KeyboardInterrupt:
        answer = "ctrl-c"
    stop.set()
    while threads:
        threads.pop().join()
    return answer


def run_service(service):
    stop, ended = threading.Event(), threading.Event()

    def serve():
        try:
            service(stop)
        finally:
            ended.set()

    threading.Thread(target=serve, daemon=True).start()
    try:
        ended.wait()
    except KeyboardInterrupt:
        stop.set()
        ended.wait()
