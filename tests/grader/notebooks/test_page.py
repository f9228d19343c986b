"""How check results look in a notebook."""

from __future__ import annotations

from grader.model import Check, CheckResult, Outcome
from grader.notebooks.page import result_html

CHECK = Check("test_a", "stop() returns <at once>.", 3, True)


def test_promise_and_points_are_shown():
    """A check that passed shows its points and its promise."""
    html = result_html(CheckResult(CHECK, Outcome.PASSED))

    assert "3 of 3" in html
    assert "stop() returns &lt;at once&gt;." in html


def test_points_of_the_notebook_are_shown():
    """A teacher may have changed what a check is worth."""
    html = result_html(CheckResult(CHECK, Outcome.FAILED, "no"), 6.0)

    assert "0 of 6" in html


def test_nothing_of_a_submission_gets_into_the_page_as_html():
    """Rationale and timeline are escaped, wherever they are shown."""
    evil = "<script>alert(1)</script>"
    html = result_html(CheckResult(CHECK, Outcome.FAILED, f"{evil}\n    {evil}", evil))

    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 3


def test_indented_lines_are_code():
    """Prose is a paragraph; what is indented keeps its spaces."""
    html = result_html(CheckResult(CHECK, Outcome.FAILED, "one\n\ntwo\n    x = 1\n        y"))

    assert "<p>one</p>" in html
    assert "<pre>x = 1\n    y</pre>" in html
