"""The hidden checks of 18: the end of the program, three ways to stop, and a beat of 12 s."""

import time

from grader.testing import points


def now(clock):
    """Read the clock to the microsecond: who reckons with time.monotonic() may be a hair early."""
    return round(clock.now, 6)


def when(seconds):
    """Say when something ended, for a sentence."""
    return "never ended" if seconds is None else f"ended at {seconds:g} s"


def listed(times):
    """List the first of some moments, for a sentence."""
    shown = [f"{moment:g} s" for moment in times[:6]]
    return ", ".join([*shown, "..."][: len(times)]) or "no time"


@points(1)
def test_waiting_egg_timer_does_not_keep_the_program_alive(submission, program):
    """An egg timer of 300 s waits, and yet the program ends with its main thread, at 70 s."""
    rung = []

    def main():
        submission.egg_timer(300, rung.append, "eggs")
        time.sleep(70)

    run = program(main)

    assert run.exit_time == 70, (
        f"the main thread ended at 70 s, and the program {when(run.exit_time)}, while an egg "
        "timer of 300 s was waiting. It must not keep the program alive: its thread has to be a "
        "daemon."
    )


@points(1)
def test_stop_between_two_beats_returns_at_once(submission, clock):
    """stop() at 35.25 s, between two beats, returns at 35.25 s, and no beat follows."""
    beats = []

    def beat():
        beats.append(now(clock))
        time.sleep(1)

    heart = submission.Heartbeat(10, beat)
    heart.start()
    clock.advance(35.25)
    before = len(beats)
    heart.stop()
    returned = clock.now
    clock.advance(30)

    assert before, "with interval=10 the heart had not beaten once in 35.25 s."
    assert returned == 35.25, (
        f"no beat was running when stop() was called at 35.25 s, and it returned at "
        f"{returned:g} s; it must return at once."
    )
    assert beats[before:] == [], (
        f"stop() was called at 35.25 s, and the heart beat again at {listed(beats[before:])}; no "
        "new beat may begin."
    )


@points(1)
def test_stop_waits_for_a_running_beat(submission, clock):
    """A beat runs from 10 to 13 s: stop() at 11 s returns at 13 s, and no beat follows."""
    begun, ended = [], []

    def beat():
        begun.append(now(clock))
        time.sleep(3)
        ended.append(now(clock))

    heart = submission.Heartbeat(10, beat)
    heart.start()
    clock.advance(11)
    running = len(begun) - len(ended)
    heart.stop()
    returned = now(clock)
    clock.advance(30)

    assert running == 1, (
        f"with interval=10 and beats of 3 s, {running} beats were running at 11 s; it must be one."
    )
    assert returned == 13, (
        f"a beat ran from 10 to 13 s; stop() was called at 11 s and returned at {returned:g} s. It "
        "must wait for the end of the running beat, and no longer."
    )
    assert len(begun) == 1, (
        f"stop() was called at 11 s, and the heart beat at {listed(begun)}; no new beat may begin "
        "after stop()."
    )


@points(1)
def test_stop_is_harmless_twice_and_before_start(submission, clock):
    """stop() before start(), and a second stop(), return at once."""
    never = submission.Heartbeat(10, lambda: None)
    never.stop()
    before_start = clock.now
    heart = submission.Heartbeat(10, lambda: time.sleep(1))
    heart.start()
    clock.advance(25.25)
    heart.stop()
    first = clock.now
    heart.stop()

    assert before_start == 0, (
        f"stop() of a heart that was never started returned at {before_start:g} s; "
        "it must return at once, at 0 s."
    )
    assert clock.now == first, (
        f"the second stop() was called at {first:g} s and returned at {clock.now:g} s; "
        "it must return at once."
    )


@points(1)
def test_multiple_that_passes_during_a_beat_is_skipped(submission, clock):
    """Started at 4 s, a first beat of 12 s: the heart beats at 14, 34 and 44 s, one at a time."""
    beats, durations, running, most = [], [12, 1, 1, 1, 1, 1, 1, 1], [], []

    def beat():
        beats.append(now(clock))
        running.append("a beat")
        most.append(len(running))
        time.sleep(durations[len(beats) - 1])
        running.pop()

    heart = submission.Heartbeat(10, beat)
    clock.advance(4)
    heart.start()
    clock.advance(45)
    heart.stop()

    assert most[:1], "a heart with interval=10 was started at 4 s, and had not beaten by 49 s."
    assert max(most) == 1, (
        f"{max(most)} beats ran at the same time; the heart beat at {listed(beats)}, and its first "
        "beat took 12 s. Two beats must never overlap."
    )
    assert beats == [14, 34, 44], (
        f"a heart with interval=10 was started at 4 s, its first beat took 12 s, and it beat at "
        f"{listed(beats)}. Beats are due at 14, 24, 34 and 44 s; the one at 24 s is skipped, as "
        "the first beat runs until 26 s."
    )
