"""Believes that a Timer fires every `interval` seconds. It fires once.

Fails: test_autosave_does_not_keep_the_editor_open
"""

import threading
import time


def start_autosave(save, interval=5.0):
    timer = threading.Timer(interval, save)
    timer.name = "autosave"
    timer.daemon = True
    timer.start()
    return timer


def start_upload(upload):
    thread = threading.Thread(target=upload, daemon=False)
    thread.start()
    return thread


def edit_session(save, upload, write_text):
    start_autosave(save)
    write_text()
    start_upload(upload)
