"""`python -m grader` is the command `grader`."""

from grader.needs import lacking

if told := lacking():
    raise SystemExit(told)

from grader.cli import main

main()
