"""Press Enter to quit, or Ctrl-C: a program that ends cleanly, however the user ends it."""

import signal
import threading
import time
from collections.abc import Callable


def run_until_quit(workers: list[Callable[[threading.Event], None]]) -> str:
    """Start every worker(stop) in a thread of its own, then ask: input("Press Enter to quit! ").

    All workers share one new event, `stop`. Return "enter" if the user presses Enter, and "ctrl-c"
    if it is Ctrl-C. Before returning, tell all workers to stop, and wait until each one has ended.
    This is called in the main thread, and may be called several times.
    """
    # A new event for every call: an old one would be set already.
    stop = threading.Event()
    threads = [threading.Thread(target=worker, args=(stop,)) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        input("Press Enter to quit! ")
        return "enter"
    except KeyboardInterrupt:
        # Python raises this in the main thread, in the middle of input(), if Ctrl-C is pressed.
        return "ctrl-c"
    finally:
        # This is done in every case, before the function really returns.
        stop.set()
        for thread in threads:
            thread.join()


def run_service(service: Callable[[threading.Event], None]) -> None:
    """Run service(stop) in a thread of its own, and wait until it has ended.

    The first Ctrl-C sets the event `stop`, and the waiting goes on. A second one raises
    KeyboardInterrupt at once. When this function returns or raises, the handler for SIGINT is again
    the one that was there when it was called.
    This is called in the main thread.
    """
    stop = threading.Event()

    def handle_ctrl_c(number: int, frame: object) -> None:
        # This runs in the main thread, in the middle of join(). If it returns, join() goes on
        # waiting. If it raises, the exception comes out of join().
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    # A daemon, so that a second Ctrl-C in a program of its own really ends it.
    thread = threading.Thread(target=service, args=(stop,), daemon=True)
    old = signal.signal(signal.SIGINT, handle_ctrl_c)
    try:
        thread.start()
        thread.join()
    finally:
        # Whoever called us may have a handler of its own. It must not be lost.
        signal.signal(signal.SIGINT, old)


def tell_the_time(stop: threading.Event) -> None:
    seconds = 0
    while not stop.wait(1):
        seconds += 1
        print(f"  {seconds} s")
    print("  (the clock has stopped)")


def serve(stop: threading.Event) -> None:
    print("Serving; press Ctrl-C")
    stop.wait()
    print("Tidying up ...")
    time.sleep(2)
    print("Done")


if __name__ == "__main__":
    # Run this file to try both in real time:  python quit_nicely.py
    # Run it twice, and press Enter at first, then Ctrl-C. Nothing may be printed after the answer.
    print(run_until_quit([tell_the_time]))
    # Now press Ctrl-C once, and look: it must tidy up. The next time press it twice.
    run_service(serve)
