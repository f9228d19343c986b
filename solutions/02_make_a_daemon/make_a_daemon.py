"""Autosave must not keep the editor open: which helper does a program wait for when it ends?"""

import threading
import time
from collections.abc import Callable


def start_autosave(save: Callable[[], None], interval: float = 5.0) -> threading.Thread:
    """Call save() every `interval` seconds, for ever, in a background thread named "autosave".

    The first save happens after one interval. Return the started thread at once.
    The thread must never keep the program from ending.
    """

    # A function inside the function knows `save` and `interval`, so the thread needs no arguments.
    def loop():
        while True:
            # The sleep comes first: the first save happens after one interval.
            time.sleep(interval)
            save()

    # The loop never ends, so the program must not wait for it. It may be cut off at any moment.
    # The flag is set here, before start(): a running thread can't become a daemon any more.
    thread = threading.Thread(target=loop, name="autosave", daemon=True)
    thread.start()
    return thread


def start_upload(upload: Callable[[], None]) -> threading.Thread:
    """Run upload() once, in a thread that the program waits for at its end.

    Return the started thread at once. The program also waits for the upload if it was a daemon
    thread that called start_upload().
    """
    # Made by the main thread, a thread is no daemon anyway. But it inherits the flag of the thread
    # that makes it: a daemon that calls us would make a daemon. So we say it in so many words.
    thread = threading.Thread(target=upload, daemon=False)
    thread.start()
    return thread


def edit_session(
    save: Callable[[], None],
    upload: Callable[[], None],
    write_text: Callable[[], None],
) -> None:
    """Start the autosave, then call write_text(), then start the upload.

    write_text() takes as long as the writer types. Wait for nothing else: return as soon as the
    upload has been started.
    """
    start_autosave(save)
    # The writer types in the main thread; meanwhile the autosave works beside it.
    write_text()
    # No join(), neither here nor above. For the upload Python itself waits, at the end of the
    # program; and a join() on the autosave would wait for ever.
    start_upload(upload)


def save_draft() -> None:
    print("    (draft saved)")


def upload_text() -> None:
    print("Uploading ...")
    time.sleep(4)
    print("Uploaded")


def type_for_a_while() -> None:
    print("You type for 12 seconds")
    time.sleep(12)
    print("You close the editor")


if __name__ == "__main__":
    # Run this file to watch an evening in real time:  python make_a_daemon.py
    # It must end by itself 4 seconds after you close the editor.
    edit_session(save_draft, upload_text, type_for_a_while)
