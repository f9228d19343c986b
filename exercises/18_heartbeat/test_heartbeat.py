"""The visible checks of 18: an egg timer that rings, one that is cancelled, and a heart on time."""

import threading
import time

from grader.testing import points


def now(clock):
    """Read the clock to the microsecond: who reckons with time.monotonic() may be a hair early."""
    return round(clock.now, 6)


def listed(times):
    """List the first of some moments, for a sentence."""
    shown = [f"{moment:g} s" for moment in times[:6]]
    return ", ".join([*shown, "..."][: len(times)]) or "no time"


@points(1)
def test_egg_timer_rings_once(submission, clock):
    """An egg timer of 60 s returns at once, and rings once, at 60 s, in another thread."""
    rung, threads = [], []

    def ring(text):
        rung.append((text, now(clock)))
        threads.append(threading.current_thread())

    submission.egg_timer(60, ring, "eggs")
    returned = clock.now
    clock.advance(200)

    assert returned == 0, (
        f"egg_timer() was called at 0 s and returned at {returned:g} s; it must return at once."
    )
    assert rung == [("eggs", 60)], (
        f"an egg timer of 60 s was started at 0 s; in 200 s the calls of ring were {rung[:4]} (the "
        'text, and when). It must ring once, with the text "eggs", at 60 s.'
    )
    assert threads[0] is not threading.current_thread(), (
        "ring was called in the thread that called egg_timer(); it must be in another one."
    )


@points(1)
def test_cancelled_egg_timer_never_rings(submission, clock):
    """A cancelled egg timer never rings; it may be cancelled twice, or when it has rung."""
    rung = []

    def ring(text):
        rung.append((text, now(clock)))

    cancel = submission.egg_timer(60, ring, "eggs")
    assert callable(cancel), (
        f"egg_timer() returned {cancel!r}; it must return a function that cancels the timer."
    )

    clock.advance(30)
    cancel()
    cancel()
    clock.advance(70)
    cancelled = list(rung)
    late = submission.egg_timer(5, ring, "toast")
    clock.advance(8)
    late()

    assert cancelled == [], (
        f"an egg timer of 60 s was cancelled at 30 s, and yet ring was called: {cancelled}."
    )
    assert rung == [("toast", 105)], (
        "an egg timer of 5 s was started at 100 s, after another one had been cancelled; the "
        f"calls of ring were {rung} (the text, and when). It must ring once, at 105 s."
    )


@points(3)
def test_heart_beats_on_time(submission, clock):
    """With interval=10 and beats of 3 s, the heart beats at 10, 20, 30 and 40 s."""
    beats = []

    def beat():
        beats.append(now(clock))
        time.sleep(3)

    heart = submission.Heartbeat(10, beat)
    heart.start()
    returned = clock.now
    clock.advance(45)
    heart.stop()

    assert returned == 0, (
        f"start() was called at 0 s and returned at {returned:g} s; it must return at once."
    )
    assert beats == [10, 20, 30, 40], (
        f"with interval=10, in 45 s, a heart whose beats take 3 s beat at {listed(beats)}; it must "
        "be at 10, 20, 30 and 40 s after the start, however long a beat takes."
    )
