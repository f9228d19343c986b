"""Heartbeat and egg timer: what happens once, later, and what happens again and again."""

import threading
import time
from collections.abc import Callable


def egg_timer(seconds: float, ring: Callable[[str], None], text: str) -> Callable[[], None]:
    """Call ring(text) once, `seconds` from now, in another thread.

    Return at once with a function that cancels it: if it has not rung by then, it never will.
    Cancelling late or twice is harmless. A waiting egg timer does not keep the program alive.
    """
    # The function and its arguments, not a call: ring(text) would ring now.
    timer = threading.Timer(seconds, ring, args=(text,))
    timer.daemon = True
    timer.start()
    # No brackets here either: the caller gets the method, and calls it if need be.
    return timer.cancel


class Heartbeat:
    """Calls beat() at interval, 2*interval, 3*interval ... after start(), never two at a time.

    A multiple that passes while beat() runs is skipped.
    """

    def __init__(self, interval: float, beat: Callable[[], None]):
        """Prepare a heart; it does not beat before start()."""
        self.interval = interval
        self.beat = beat
        self.stopped = threading.Event()
        self.thread = None

    def start(self) -> None:
        """Begin in a background thread, and return at once."""
        self.thread = threading.Thread(target=self.loop, args=(time.monotonic(),))
        self.thread.start()

    def loop(self, begin):
        """Beat until it is stopped. One thread does all the beats, so no two overlap."""
        due = begin + self.interval
        # wait() sleeps until the beat is due, however long the last one took. It returns False if
        # it is due, and True at once if somebody has called stop().
        while not self.stopped.wait(due - time.monotonic()):
            self.beat()
            due += self.interval
            # Skip what has passed in the meantime.
            while due <= time.monotonic():
                due += self.interval

    def stop(self) -> None:
        """Let no new beat begin; if one is running, wait for its end.

        Return at once otherwise. Calling it twice or before start() is harmless.
        """
        self.stopped.set()
        if self.thread is not None:
            self.thread.join()


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
