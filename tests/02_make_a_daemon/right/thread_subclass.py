"""A class of threads for each helper; the name and the flag go to super().__init__()."""

from threading import Thread
from time import sleep


class Autosave(Thread):
    def __init__(self, save, interval):
        super().__init__(name="autosave", daemon=True)
        self.save = save
        self.interval = interval

    def run(self):
        while True:
            sleep(self.interval)
            self.save()


class Upload(Thread):
    def __init__(self, upload):
        Thread.__init__(self, daemon=False)
        self.upload = upload

    def run(self):
        self.upload()


def start_autosave(save, interval=5.0):
    autosave = Autosave(save, interval)
    autosave.start()
    return autosave


def start_upload(upload):
    thread = Upload(upload)
    thread.start()
    return thread


def edit_session(save, upload, write_text):
    autosave = start_autosave(save)
    assert autosave.is_alive()
    write_text()
    start_upload(upload)
