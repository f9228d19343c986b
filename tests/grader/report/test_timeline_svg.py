"""What the timelines in SVG promise, beyond their looks."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from grader.engine import Trace, execute
from grader.report.timeline_svg import timeline_svg
from tests.grader.report import programs
from tests.grader.report.programs import PROGRAMS, ran

SVG = "{http://www.w3.org/2000/svg}"


def svg_of(program):
    """Return the SVG of one program."""
    execution = ran(program)
    return timeline_svg(execution.trace, findings=execution.findings, marks=PROGRAMS[program])


def texts_of(svg):
    """Return all texts that are to be seen."""
    return [each.text for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_a_picture_is_one_that_a_screen_reader_can_read(program):
    """It is valid XML, an image, with a title and a description that it refers to."""
    root = ElementTree.fromstring(svg_of(program))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text.startswith("Timeline: what ")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_a_picture_stands_alone(program):
    """No script, no font, no file, no address: it works offline and in a notebook."""
    svg = svg_of(program).replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert not re.search(r"<script|href|@import|@font-face|https?:|<foreignObject", svg)


def test_the_description_tells_what_the_picture_shows():
    """Who does what from when to when, how each thread ends, and the notes."""
    description = ElementTree.fromstring(svg_of(programs.deadlock_in_a_circle)).find(f"{SVG}desc")

    assert description.text == (
        "main: 0 to 2 s join ann; never ends. "
        "ann: 0 to 1 s sleep 1 s; 1 to 2 s lock right, held by bob; never ends. "
        "bob: 0 to 2 s sleep 2 s, with a lock that another thread waits for;"
        " 2 to 2 s lock left, held by ann; never ends. "
        "At 2 s: deadlock, a circle: ann -> bob -> ann."
    )


def test_every_pattern_has_a_word():
    """Whoever sees no colours finds what each kind of bar means in the legend."""
    texts = texts_of(svg_of(programs.lock_over_a_sleep))

    assert texts[-6:] == [
        "sleeps",
        "waits for a lock",
        "waits for a thread to end",
        "has a lock that another waits for",
        "finished",
        "lets another go on",
    ]


def test_colours_follow_the_page_or_the_reader():
    """Alone it knows light and dark; in a page it takes the colour around it."""
    svg = svg_of(programs.side_by_side)

    assert "currentColor" in svg
    assert "@media (prefers-color-scheme: dark)" in svg
    assert not re.search(r"^\.thread-timeline[^{]*{[^}]*[ {]color:", svg, re.MULTILINE)


def test_two_pictures_on_a_page_do_not_share_names():
    """A pattern of one picture, hidden perhaps, is not used by the other."""
    first, second = svg_of(programs.side_by_side), svg_of(programs.late_logout)

    assert not set(re.findall(r'id="([^"]+)"', first)) & set(re.findall(r'id="([^"]+)"', second))


def test_what_a_program_prints_stays_text():
    """Markup in output, names and labels is shown, not obeyed."""
    trace = execute(lambda: programs.chore(1, "</text><script>alert('1 & 2')")).trace

    assert "1 s  main prints \"</text><script>alert('1 & 2')\"" in texts_of(timeline_svg(trace))


def test_what_takes_no_time_has_no_picture():
    """A program that is over in one moment gives nothing."""
    assert timeline_svg(execute(lambda: print("hello")).trace) == ""
    assert timeline_svg(Trace()) == ""
