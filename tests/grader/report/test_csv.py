"""The gradebook for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest

from grader.report.csv import harmless, render


def test_gradebook_has_a_row_for_each_student(book):
    """Points, totals and remarks; an empty cell where there is nothing, or nothing yet."""
    assert render(book) == (
        "\ufeffstudent,01,total,possible,remarks\n"
        "'=1+1,3,3,7,\n"
        '"Bo, “Zoë” 🧵",,0,7,01: no file\n'
        "[red],3,3,3,'-x; y\n"
        "zed,,0,0,01: not graded yet\n"
    )


def test_readers_find_the_names_again(book):
    """Commas, quotes and emoji survive."""
    rows = list(csv.reader(io.StringIO(render(book).removeprefix("\ufeff"))))

    assert rows[2][0] == "Bo, “Zoë” 🧵"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\uff1d1"])
def test_formula_is_defused(text):
    """A spreadsheet must not run what a student's folder is called."""
    assert harmless(text) == f"'{text}"


def test_ordinary_text_stays_as_it_is():
    """Only the first character matters."""
    assert harmless("Ada =1") == "Ada =1"
