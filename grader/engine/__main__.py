"""`python -m grader.engine [-m MODULE | SCRIPT] ARGS`: run any program in virtual time."""

from __future__ import annotations

import sys

from grader.engine.run import run_program, serious

USAGE = "usage: python -m grader.engine [-m MODULE | SCRIPT] [ARGS ...]"


def main() -> int:
    """Run the program that the command line names; return its exit status."""
    if len(sys.argv) < 2 or (sys.argv[1] == "-m" and len(sys.argv) < 3):
        print(USAGE, file=sys.stderr)
        return 2
    if sys.argv[1] in ("-h", "--help"):
        print(USAGE)
        return 0
    execution = run_program(sys.argv[1:])
    findings = serious(execution)
    for finding in findings:
        print(finding.explain(), file=sys.stderr)
    return execution.exit_status or int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
