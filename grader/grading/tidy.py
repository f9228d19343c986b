"""Makes text from a submission fit to be kept and shown: the same every time, and harmless."""

from __future__ import annotations

import re
from pathlib import Path

from grader.report.printable import printable

LONGEST = 4000
"""Characters of a rationale that are kept."""
LARGEST = 60_000
"""Characters of a picture; ours have 5,000 to 15,000."""

_ADDRESS = re.compile(r"\b0x[0-9A-Fa-f]{6,16}\b")


def tidy(text: str, folder: Path | None = None) -> str:
    """Return text without addresses, without the path of a temporary folder, and printable."""
    return printable(cut(_anywhere(text, folder)))


def tidy_svg(svg: str, folder: Path) -> str:
    """Return a picture in the same way; none instead of one that is far too large."""
    return "" if len(svg) > LARGEST else printable(_anywhere(svg, folder))


def _anywhere(text: str, folder: Path | None) -> str:
    """What would be the same wherever and whenever it was said."""
    if folder is not None:
        text = text.replace(f"{folder}/", "").replace(f"{folder}\\", "").replace(str(folder), ".")
    return _ADDRESS.sub("0x...", text)


def cut(text: str) -> str:
    """Return text that is not too long to be read."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}\n... and {len(text) - LONGEST:,} more characters"
