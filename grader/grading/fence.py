"""Keeps a process from changing files outside of a folder, and from signalling others. On Linux.

That is Landlock's doing: any process may give up rights of its own with it, and what it starts has
no more than it. Files need Linux 5.13, signals 6.12; where the kernel can't, nothing is fenced in.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from contextlib import suppress
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38

_WRITE_FILE, _REFER, _TRUNCATE = 1 << 1, 1 << 13, 1 << 14
_IN_A_FOLDER = sum(1 << bit for bit in range(4, 13))
"""To make and remove files, folders, links, pipes, sockets and devices."""
_OTHERS = 1 << 0 | 1 << 1
"""The scopes: abstract sockets, and signals."""
_SHARED = "/dev/shm"
"""Where semaphores between processes lie; nothing of the grader's does."""


def landlock() -> int:
    """Return the version of Landlock: from 3 on it keeps files, from 6 on signals; none is < 1."""
    if sys.platform != "linux":
        return 0
    return int(ctypes.CDLL(None).syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION))


def fence_in(folder: Path, file: Path) -> None:
    """Let this process, and what it will start, write within `folder` only, where that can be.

    And into one more file, which it can neither empty nor remove.
    """
    version = landlock()
    if version < 1:
        return
    call = ctypes.CDLL(None).syscall
    rights = _WRITE_FILE | _IN_A_FOLDER
    rights |= (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    # The fields are files, network and scopes; a kernel without scopes may know the first one only.
    facts = struct.pack("QQQ", rights, 0, _OTHERS) if version >= 6 else struct.pack("Q", rights)
    rules = call(_CREATE_RULESET, facts, ctypes.c_size_t(len(facts)), 0)
    if rules < 0:
        return
    for path, allowed in (
        (folder, rights),
        (file, _WRITE_FILE),
        (Path(_SHARED), rights),
        (Path(os.devnull), rights & (_WRITE_FILE | _TRUNCATE)),
    ):
        with suppress(OSError):
            place = os.open(path, os.O_PATH)
            call(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", allowed, place), 0)
            os.close(place)
    ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    call(_RESTRICT_SELF, rules, 0)
    os.close(rules)
