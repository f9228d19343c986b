"""Runs several of nbgrader's commands in one process: each costs seconds to start by itself.

Arguments: a JSON list of command lines. Ends with the status of the first that fails.
"""

from __future__ import annotations

import json
import sys

from nbgrader.apps import NbGraderApp


def main(lines: list[list[str]]) -> None:
    """Run the commands as `nbgrader COMMAND ...` would, in the current folder."""
    for line in lines:
        NbGraderApp.clear_instance()
        NbGraderApp.launch_instance([*line, "--log-level=WARN"])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
