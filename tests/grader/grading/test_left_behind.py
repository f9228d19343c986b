"""Reads what a submission left in the place of a file, and waits for nothing."""

from __future__ import annotations

import os
import sys

import pytest

from grader.grading.left_behind import read


def test_file_is_read_to_a_limit(tmp_path):
    """However large it has become."""
    (tmp_path / "file").write_bytes(b"12345")

    assert read(tmp_path / "file", 9) == b"12345"
    assert read(tmp_path / "file", 3) == b"123"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such things")
@pytest.mark.parametrize(
    "make",
    [
        lambda path: None,
        lambda path: path.mkdir(),
        os.mkfifo if hasattr(os, "mkfifo") else None,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(__file__),
    ],
    ids=["nothing", "folder", "pipe", "device", "link"],
)
def test_anything_else_is_not_read(tmp_path, make):
    """A pipe would be waited for, a device read without an end, a link followed anywhere."""
    make(tmp_path / "file")

    assert read(tmp_path / "file", 9) is None
