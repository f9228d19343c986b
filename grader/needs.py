"""Says what to do if this Python lacks what the kit needs: an environment is not set up, or not on.

Imports nothing of it, and can be read by older Pythons.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

OLDEST = (3, 11)
PACKAGES = ("click", "freezegun", "greenlet", "jinja2", "pytest_timeout", "rich")


def lacking(version: tuple[int, ...] = sys.version_info[:2]) -> str:
    """Return a sentence for whoever has just started this Python; nothing if all is there."""
    if version < OLDEST:
        what = "is {}.{}; the exercises need {}.{} or newer".format(*version[:2], *OLDEST)
    else:
        absent = [name for name in PACKAGES if find_spec(name) is None]
        if not absent:
            return ""
        what = f"has no {absent[0]}, which the exercises need"
    return (
        f"This Python {what}: {sys.executable}\n"
        "Switch your own environment on, in each new terminal:\n"
        "    source .venv/bin/activate        (Windows: .venv\\Scripts\\activate)\n"
        "If there is no .venv yet, README.md says how to set it up."
    )
