"""docs/seed.md says truly where each name of the notebook is taught."""

import re

import pytest

from grader.catalog import KIT, Course

TEXT = (KIT / "docs" / "seed.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| [^|]* \| (?P<names>`[^|]*) \| (?P<numbers>[\d, ]+) \|$", TEXT, re.MULTILINE)
CLAIMS = [
    (name, number)
    for names, numbers in ROWS
    for name in re.findall(r"`([^`]+)`", names)
    for number in numbers.split(", ")
]
FILES = re.findall(r"^\| .* (?P<number>\d\d) `(?P<file>wrong/\w+\.py)` \|$", TEXT, re.MULTILINE)


@pytest.mark.parametrize(("name", "number"), CLAIMS)
def test_a_name_occurs_in_the_solution(name, number):
    """As a word of its own."""
    solution = Course().exercise(number).solution.read_text(encoding="utf-8")

    assert re.search(rf"\b{name}\b", solution)


@pytest.mark.parametrize(("number", "file"), FILES)
def test_a_wrong_submission_is_there(number, file):
    """Under the name that the table gives."""
    assert (Course().exercise(number).hidden_suite.parent / file).is_file()
