"""What the documents say can be done can be done."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from grader.catalog import KIT
from grader.cli import cli

DOCUMENTS = [
    KIT / "README.md",
    KIT / "CONTRIBUTING.md",
    KIT / "CHANGELOG.md",
    *sorted((KIT / "docs").glob("*.md")),
]

named = pytest.mark.parametrize("path", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


@named
def test_commands_in_documents_exist(path):
    """Every `grader WORD --option` that a document shows is one that the command line has."""
    text = path.read_text(encoding="utf-8")

    for word, rest in re.findall(r"(?:`|^|run )grader ([a-z]+)([^`#\n]*)", text, re.MULTILINE):
        command = cli.commands[word]
        options = {option for each in command.params for option in each.opts}
        assert set(re.findall(r"--[a-z]+", rest)) <= options


@named
def test_links_in_documents_lead_somewhere(path):
    """A link to a file of the kit leads to a file."""
    links = re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))

    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert missing == []


def test_make_targets_in_the_readme_exist():
    """Every `make WORD` of the README is a target of the Makefile."""
    targets = re.findall(r"^make ([a-z]+)", (KIT / "README.md").read_text(), re.MULTILINE)
    makefile = (KIT / "Makefile").read_text()

    assert targets == ["demo", "test"]
    assert [each for each in targets if not re.search(rf"^{each}:", makefile, re.MULTILINE)] == []


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("number", "slug", "wrong"),
    [("03", "stop_via_event", "looks_after_it_slept"), ("10", "ticket_race", "trusts_the_gil")],
)
def test_what_the_readme_shows_is_what_a_student_sees(number, slug, wrong, tmp_path):
    """Word for word, in a terminal of 80 columns; three dots stand for what is left out."""
    shutil.copy(
        KIT / "tests" / f"{number}_{slug}" / "wrong" / f"{wrong}.py", tmp_path / f"{slug}.py"
    )
    command = [sys.executable, "-m", "grader", "check", number, str(tmp_path / f"{slug}.py")]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}

    ran = subprocess.run(command, cwd=KIT, env=environment, capture_output=True, encoding="utf-8")

    readme = (KIT / "README.md").read_text(encoding="utf-8")
    (shown,) = (
        block
        for block in re.findall(r"```text\n(.*?)```", readme, re.DOTALL)
        if f"{slug}.py" in block or f"grader replay {number}" in block
    )
    for part in shown.split("       ...\n"):
        assert part.rstrip() in ran.stdout
