"""Waits with an Event that nobody sets, instead of sleeping."""

import threading


def start_autosave(save, interval=5.0):
    never = threading.Event()

    def loop():
        while not never.wait(interval):
            save()

    thread = threading.Thread(target=loop, daemon=True, name="autosave")
    thread.start()
    return thread


def start_upload(upload):
    thread = threading.Thread(target=upload, daemon=False)
    thread.start()
    return thread


def edit_session(save, upload, write_text):
    start_autosave(save)
    write_text()
    start_upload(upload)
