"""What a report's page promises, beyond its looks."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from markupsafe import escape

from grader.model import Check, CheckResult, Outcome, Report
from grader.report.html import blocks, image, index, page, piece
from grader.report.terminal import plain, render
from grader.report.timeline_svg import timeline_svg
from tests.grader.report import programs
from tests.grader.report.programs import ran

EVIL = "</pre><script>alert('1 & 2')</script>"


def svg_of(program):
    """Return the SVG of one program."""
    execution = ran(program)
    return timeline_svg(execution.trace, findings=execution.findings)


@pytest.fixture
def report(small_course):
    """One check that passed and one that failed, with a picture."""
    why = "main waited too long\n    answer.py, line 3:  thread.join()\n\nStart it first."
    results = (
        CheckResult(Check("test_a", "It greets.", 3, True), Outcome.PASSED),
        CheckResult(
            Check("test_b", "It waits.", 4, False),
            Outcome.FAILED,
            why,
            "main  ---]\n",
            svg_of(programs.side_by_side),
        ),
    )
    return Report("Ann", small_course.exercise("01"), results)


def words(text):
    """All words of a text, in order."""
    return re.findall(r"\w+", text)


def test_a_page_tells_what_the_terminal_tells_in_the_same_order(report):
    """Titles, points, reasons and lines of code."""
    html = page("", [report])
    for left_out in (r"(?s)<style>.*?</style>", r"(?s)<details>.*?</details>", r"<[^>]+>"):
        html = re.sub(left_out, " ", html)
    undrawn = (replace(each, timeline="") for each in report.results)
    bare = replace(report, student="", results=tuple(undrawn))
    lines = plain(render(bare)).splitlines()[2:]
    position = 0
    for word in words(" ".join(lines)):
        found = html.find(word, position)
        assert found >= 0, word
        position = found


def test_a_page_stands_alone(report):
    """No script, no address but those of pictures that are in it."""
    html = page("Ann", [report])

    assert not re.search(r"<script|@import|@font-face|https?:", html)
    assert set(re.findall(r'(?:src|href)="(.{10})', html)) == {"data:image"}


def test_the_same_report_gives_the_same_page(report):
    """To the byte."""
    assert page("Ann", [report]) == page("Ann", [report])


def test_a_picture_says_itself_to_who_can_not_see_it(report):
    """Its title and description are its alternative text, and the picture is what was given."""
    found = image(report.results[1].svg)

    assert found.words.startswith("Timeline: what ")
    encoded = found.address.removeprefix("data:image/svg+xml;base64,")
    assert ElementTree.fromstring(base64.b64decode(encoded)).get("role") == "img"
    assert f'alt="{escape(found.words)}"' in page("Ann", [report])


@pytest.mark.parametrize("svg", ["", "<script>", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>"])
def test_what_is_no_picture_is_left_out(svg):
    """A submission's process might have written anything; no entity is expanded."""
    assert image(svg) is None


def test_nothing_of_a_submission_is_taken_for_html(report):
    """Names, titles, rationales, timelines and pictures are escaped."""
    result = CheckResult(
        Check("test_a", EVIL, 3, True),
        Outcome.FAILED,
        f"{EVIL}\n    {EVIL}",
        EVIL,
        '<svg xmlns="http://www.w3.org/2000/svg"><title>"&gt;<script>a</script></title></svg>',
    )
    hostile = replace(report, note=EVIL, results=(result,))

    for html in (page(EVIL, [hostile]), piece(hostile)):
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_a_report_keeps_its_looks_within_another_page(report):
    """nbgrader's pages hide the mark of what can be opened, and are narrower than our pictures."""
    style = piece(report)

    assert "summary { display: list-item;" in style
    assert ".scrolls img { display: block; max-width: max(100%, 40em);" in style


def test_what_is_indented_is_code():
    """It keeps its lines and spaces; prose stands before and after it."""
    assert list(blocks("one\n    x = 1\n        y\ntwo")) == [
        (False, "one"),
        (True, "x = 1\n    y"),
        (False, "two"),
    ]


def test_what_was_not_handed_in_takes_no_room(report):
    """Its checks are folded away: there is nothing to say of each."""
    why = "no file answer.py"
    results = tuple(replace(each, outcome=Outcome.FAILED, rationale=why) for each in report.results)
    missing = replace(report, note=why, results=results)

    assert "<summary>What is asked</summary>" in page("", [missing])
    assert "<summary>What is asked</summary>" not in page("", [report])


def test_overview_tells_apart_what_is_no_plain_zero(book):
    """Points, what was not handed in, what we owe, what is not graded yet, and a link for each."""
    html = index(book, lambda student: f"to {student}")
    rows = re.findall(r"(?s)<tr>(.*?)</tr>", html)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows]

    assert cells == [
        [],
        ["3", "7", "3"],
        ["0", "7", "-"],
        ["3", "3", "3!"],
        ["0", "0", "?"],
        ["7", "7"],
    ]
    assert 'href="to =1+1"' in html
    assert "-x<br>y" in html
    assert "no file" not in html
    assert "not graded yet" in html


def test_overview_shows_names_and_remarks_as_text(book):
    """Whoever named a folder or a file has no say in the page."""
    evil = replace(book, rows=(replace(book.rows[0], student=EVIL, remarks=(EVIL,)),))

    html = index(evil, lambda student: student)

    assert "<script" not in html
    assert html.count(str(escape(EVIL))) == 4
