"""Reads a file that a submission could get at: it may be anything by now, or without an end."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0)
# Neither wait for a pipe's other end, nor follow a link to somewhere else.
_CAREFUL = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


def read(path: Path, most: int) -> bytes | None:
    """Return the first `most` bytes of a regular file; None if it is gone, or something else."""
    try:
        with os.fdopen(os.open(path, _FLAGS | _CAREFUL), "rb") as file:
            return file.read(most) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except OSError:
        return None
