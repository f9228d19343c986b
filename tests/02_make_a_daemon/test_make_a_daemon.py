"""The hidden checks of 02: a whole session, an upload that a daemon starts, another interval."""

import threading
import time
import warnings

from grader.testing import points


def when(seconds):
    """Say when something ended, for a sentence."""
    return "never ended" if seconds is None else f"ended at {seconds:g} s"


def listed(times):
    """List the first of some moments, for a sentence."""
    shown = [f"{moment:g} s" for moment in times[:4]]
    return ", ".join([*shown, "..."][: len(times)]) or "no time"


@points(1)
def test_session_waits_for_nothing_but_the_writer(submission, program, clock):
    """edit_session(): autosave, typing, upload; it waits for the typing only."""
    happened = []

    def save():
        happened.append(("saved", clock.now))

    def upload():
        happened.append(("upload begins", clock.now))
        time.sleep(4)

    run = program(lambda: submission.edit_session(save, upload, lambda: time.sleep(8)))

    assert happened[:2] == [("saved", 5), ("upload begins", 8)], (
        f"the writer types from 0 to 8 s; what happened first is {happened[:3]}. "
        "edit_session() must start the autosave first, which saves at 5 s, "
        "and the upload when the typing is done, at 8 s."
    )
    assert run.ended == 8, (
        f"the writer was done at 8 s, and edit_session() {when(run.ended)}; "
        "it must return as soon as the upload has been started, and not wait for it."
    )


@points(1)
def test_session_ends_with_the_upload(submission, program, clock):
    """After edit_session() the program ends when the upload does."""
    uploads = []

    def upload():
        time.sleep(4)
        uploads.append(clock.now)

    run = program(lambda: submission.edit_session(lambda: None, upload, lambda: time.sleep(3)))

    assert uploads == [7], (
        f"an upload of 4 s that begins at 3 s was finished at {listed(uploads)}, not at 7 s; "
        f"the program {when(run.exit_time)}: the upload must not be cut off."
    )
    assert run.exit_time == 7, (
        f"the upload was finished at 7 s, and the program {when(run.exit_time)}; "
        "then there is nothing left to wait for."
    )


@points(2)
def test_upload_outlives_the_daemon_that_starts_it(submission, program, clock):
    """The program waits for the upload even if a daemon thread started it."""
    uploads = []

    def upload():
        time.sleep(4)
        uploads.append(clock.now)

    def main():
        threading.Thread(target=lambda: submission.start_upload(upload), daemon=True).start()
        time.sleep(1)

    run = program(main)

    assert uploads == [4], (
        f"a daemon thread started an upload of 4 s, which was finished at {listed(uploads)}, "
        f"not at 4 s; the program {when(run.exit_time)}. A new thread inherits the daemon flag "
        "of the thread that makes it, unless you set the flag yourself."
    )


@points(1)
def test_autosave_keeps_its_interval(submission, clock):
    """An autosave with interval=90 saves for the first time at 90 s."""
    saves = []

    submission.start_autosave(lambda: saves.append(clock.now), interval=90)
    clock.advance(100)

    assert saves == [90], (
        f"in 100 s with interval=90 the draft was saved at {listed(saves)}; "
        "it must be saved at 90 s: wait `interval` seconds before each save."
    )


@points(1)
def test_no_deprecated_method_is_called(submission):
    """No deprecated method is called: no setDaemon(), no isDaemon()."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", DeprecationWarning)
        thread = submission.start_autosave(lambda: None)
        submission.start_upload(lambda: None)

    assert isinstance(thread, threading.Thread), (
        f"start_autosave() returned {thread!r}; it must return the started thread."
    )
    assert not told, f"Python warns: {told[0].message}."
