"""Autosave must not keep the editor open: which helper does a program wait for when it ends?

Write these functions with today's threading: setDaemon(), isDaemon(), setName() and their like are
deprecated, and Python warns whoever calls them.
"""

import threading
import time
from collections.abc import Callable


def start_autosave(save: Callable[[], None], interval: float = 5.0) -> threading.Thread:
    """Call save() every `interval` seconds, for ever, in a background thread named "autosave".

    The first save happens after one interval. Return the started thread at once.
    The thread must never keep the program from ending.
    """
    # TODO: write the endless loop as a function of its own, and start a thread for it.
    raise NotImplementedError("start a thread that saves again and again, for ever")


def start_upload(upload: Callable[[], None]) -> threading.Thread:
    """Run upload() once, in a thread that the program waits for at its end.

    Return the started thread at once. The program also waits for the upload if it was a daemon
    thread that called start_upload().
    """
    # TODO: start a thread that Python waits for, whoever calls this function.
    raise NotImplementedError("start a thread for the upload that the program waits for")


def edit_session(
    save: Callable[[], None],
    upload: Callable[[], None],
    write_text: Callable[[], None],
) -> None:
    """Start the autosave, then call write_text(), then start the upload.

    write_text() takes as long as the writer types. Wait for nothing else: return as soon as the
    upload has been started.
    """
    # TODO: call the two functions above and write_text() in the right order.
    raise NotImplementedError("start the autosave, let the writer type, start the upload")


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
