"""Kills whoever started it."""

import os
import signal


def login(report, interval=1.0):
    os.kill(os.getppid(), signal.SIGKILL)


def logout(thread, stop):
    pass
