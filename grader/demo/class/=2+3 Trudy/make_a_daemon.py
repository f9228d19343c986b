"""Can't be stopped from within."""


def start_autosave(save, interval=5.0):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def start_upload(upload):
    return start_autosave(upload)


def edit_session(save, upload, write_text):
    start_autosave(save)
