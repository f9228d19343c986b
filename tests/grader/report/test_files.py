"""A file is replaced as a whole, or not at all."""

from __future__ import annotations

import os

import pytest

from grader.report.files import write


def test_text_is_written_as_it_is(tmp_path):
    """As UTF-8, without a change to its line ends."""
    write(tmp_path / "file", "Zoë\n🧵\r\n")

    assert (tmp_path / "file").read_bytes() == "Zoë\n🧵\r\n".encode()


def test_failure_leaves_the_old_file(tmp_path, monkeypatch):
    """Whatever goes wrong, the old text is still there, and no temporary file."""
    write(tmp_path / "file", "old")

    def refuse(*paths):
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="no space left"):
        write(tmp_path / "file", "new")

    assert (tmp_path / "file").read_text() == "old"
    assert os.listdir(tmp_path) == ["file"]
