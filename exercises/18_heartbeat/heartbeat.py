"""Heartbeat and egg timer: what happens once, later, and what happens again and again."""

import threading
import time
from collections.abc import Callable


def egg_timer(seconds: float, ring: Callable[[str], None], text: str) -> Callable[[], None]:
    """Call ring(text) once, `seconds` from now, in another thread.

    Return at once with a function that cancels it: if it has not rung by then, it never will.
    Cancelling late or twice is harmless. A waiting egg timer does not keep the program alive.
    """
    # TODO: start something that waits in the background; return the function that cancels it.
    raise NotImplementedError("ring once, later, unless it is cancelled")


class Heartbeat:
    """Calls beat() at interval, 2*interval, 3*interval ... after start(), never two at a time.

    A multiple that passes while beat() runs is skipped.
    """

    def __init__(self, interval: float, beat: Callable[[], None]):
        """Prepare a heart; it does not beat before start()."""
        # TODO: remember both, and make what stop() will need.
        raise NotImplementedError("remember the interval and what to call")

    def start(self) -> None:
        """Begin in a background thread, and return at once."""
        # TODO: start a thread. In its loop reckon from the moment of the start, not from "now".
        raise NotImplementedError("begin to beat in the background")

    def stop(self) -> None:
        """Let no new beat begin; if one is running, wait for its end.

        Return at once otherwise. Calling it twice or before start() is harmless.
        """
        # TODO: ask the thread to stop, then wait until it has ended, if there is one.
        raise NotImplementedError("stop beating")


if __name__ == "__main__":
    # Run this file to watch it in real time:  python heartbeat.py
    # The signals must be sent at 1, 2, 3, 4 and 5 s, and nothing may come after "stopped".
    begin = time.perf_counter()

    def say(text):
        print(f"{time.perf_counter() - begin:4.1f} s  {text}")

    def send():
        """Tell the monitoring page: it takes a third of a second."""
        say("I am alive")
        time.sleep(0.3)

    egg_timer(2.5, say, "the eggs are ready")
    heart = Heartbeat(1, send)
    heart.start()
    time.sleep(5.1)
    heart.stop()
    say("stopped")
    time.sleep(2)
