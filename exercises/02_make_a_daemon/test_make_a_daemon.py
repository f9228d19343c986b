"""The visible checks of 02: what each helper is, and what the program waits for at its end."""

import threading
import time

from grader.testing import points


def when(seconds):
    """Say when something ended, for a sentence."""
    return "never ended" if seconds is None else f"ended at {seconds:g} s"


def listed(times):
    """List the first of some moments, for a sentence."""
    shown = [f"{moment:g} s" for moment in times[:4]]
    return ", ".join([*shown, "..."][: len(times)]) or "no time"


@points(1)
def test_autosave_is_a_running_daemon(submission, clock):
    """start_autosave() returns at once, with a running daemon "autosave"."""
    thread = submission.start_autosave(lambda: None)

    assert clock.now == 0, f"start_autosave() returned at {clock.now:g} s; it must return at once."
    assert isinstance(thread, threading.Thread), (
        f"start_autosave() returned {thread!r}; it must return the started thread."
    )
    assert thread.is_alive(), "the thread that start_autosave() returned does not run: start() it."
    assert thread.name == "autosave", (
        f'the thread is named "{thread.name}"; its name must be "autosave".'
    )
    assert thread.daemon, (
        "thread.daemon is False: at its end the program would wait for this thread, "
        "which saves for ever. Make it a daemon (d-a-e-m-o-n) before start()."
    )


@points(2)
def test_autosave_does_not_keep_the_editor_open(submission, program, clock):
    """12 s of typing: drafts are saved at 5 and 10 s, the end is at 12 s."""
    saves = []

    def main():
        submission.start_autosave(lambda: saves.append(clock.now))
        time.sleep(12)

    run = program(main)

    assert run.exit_time == 12, (
        f"the main thread {when(run.ended)}, and the program {when(run.exit_time)}; "
        "a program doesn't wait for a daemon, and it must not wait for the autosave."
    )
    assert saves == [5, 10], (
        f"in 12 s with an interval of 5 s the draft was saved at {listed(saves)}; it must be "
        "saved at 5 s and 10 s: after one interval, and again after each further one."
    )


@points(1)
def test_program_waits_for_the_upload(submission, program, clock):
    """start_upload() returns at once, and the program waits for the upload."""
    threads, uploads = [], []

    def upload():
        time.sleep(4)
        uploads.append(clock.now)

    run = program(lambda: threads.append(submission.start_upload(upload)))

    assert uploads == [4], (
        f"an upload of 4 s was finished at {listed(uploads)}, not at 4 s; "
        f"the program {when(run.exit_time)}. Python waits for a thread only if it is no daemon."
    )
    assert run.ended == 0, (
        f"start_upload() was called at 0 s and {when(run.ended)}; "
        "it must return at once, while the upload still runs."
    )
    assert [isinstance(thread, threading.Thread) for thread in threads] == [True], (
        f"start_upload() returned {threads[0]!r}; it must return the started thread. "
        "(thread.start() returns None.)"
    )
