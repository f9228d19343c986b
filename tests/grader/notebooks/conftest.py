"""What the tests that run nbgrader itself need of their surroundings."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def programs_of_this_python(monkeypatch):
    """nbgrader starts alembic by name, which an environment that is not activated hides."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    monkeypatch.setenv("PATH", path)
