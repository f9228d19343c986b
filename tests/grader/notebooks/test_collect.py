"""What of a notebook's cells makes up an answer, and where each line of it stands."""

from __future__ import annotations

import pytest

from grader.notebooks.collect import Cell, collect, without_magics

STUB = "def login(): ...\ndef logout(): ...\n"


def answer(source):
    """The cell that was handed out for the answer."""
    return Cell(source, "your answer cell", is_answer=True)


def own(source, number=7):
    """A cell that the student added."""
    return Cell(source, f"cell {number}")


def namespace(*cells):
    """Run what the cells make up, as an import does."""
    names = {}
    exec(collect(cells, STUB).source, names)
    return names


def test_answer_cell_counts_whole():
    """Line 3 of the cell is line 3 of the module."""
    source = "x = max(1, 2)\n\ndef login(): return x"

    assert collect([answer(source)], STUB).source == source + "\n"


def test_definitions_of_other_cells_count():
    """A helper, an import and a constant may be in cells of their own."""
    found = namespace(
        own("import time\nLIMIT = 3\n@staticmethod\ndef helper():\n    return LIMIT"),
        answer("def login(): return time, helper()"),
    )

    assert found["login"]()[1] == 3


def test_experiments_in_other_cells_do_not_count():
    """A call that was tried out is not part of the answer, nor is what it gave."""
    found = collect([answer("def login(): ..."), own("thread = login()\nlogin(); y = 1")], STUB)

    assert found.source == "def login(): ...\n"


def test_last_definition_of_a_name_counts():
    """As if the kernel were restarted and all cells were run."""
    found = namespace(answer("def login(): return 1"), own("def login(): return 2"))

    assert found["login"]() == 2


def test_answer_is_found_where_no_cell_is_marked():
    """Without a marked cell the last ones that define what was asked for count whole."""
    found = namespace(
        own("state = list('old')\ndef login(): return state"),
        own("state = list('new')\ndef login(): return state"),
        own("def logout(): return len(state)"),
    )

    assert found["login"]() == ["n", "e", "w"]
    assert found["logout"]() == 3


def test_answer_in_another_language_is_no_answer():
    """An answer cell that was turned over to a shell leaves the answer to the other cells."""
    found = namespace(answer("%%bash\nls"), own("names = dict()\ndef login(): return names"))

    assert found["login"]() == {}


def test_future_imports_come_first():
    """Wherever they stand in the notebook; the other lines keep their places."""
    found = collect(
        [own("import os"), answer("from __future__ import annotations\nx: y = 1")], STUB
    )

    assert found.source.startswith("from __future__ import annotations\n")
    compile(found.source, "notebook", "exec")
    assert found.told("answer.py, line 4", "answer.py") == "your answer cell, line 2"


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("%matplotlib inline\nx = 1", "pass  # %matplotlib inline\nx = 1"),
        ("if True:\n    !ls", "if True:\n    pass  # !ls"),
        ("threading.Thread?\nx = 1", "pass  # threading.Thread?\nx = 1"),
        ("%%time\nx = 1", "pass  # %%time\nx = 1"),
        ("%%bash\nx = 1", ""),
        ('text = """\n%s\n"""', 'text = """\n%s\n"""'),
    ],
)
def test_commands_of_ipython_are_left_out(cell, python):
    """They are no Python; the lines around them keep their numbers."""
    assert without_magics(cell) == python


def test_syntax_error_stays_for_the_grader_to_explain():
    """An answer that is no Python is handed on as it is."""
    assert collect([answer("def login(:")], STUB).source == "def login(:\n"


def test_broken_experiment_does_no_harm():
    """A cell of the student's own that is no Python is left out."""
    assert collect([answer("x = 1"), own("def (")], STUB).source == "x = 1\n"


def test_cells_that_were_handed_out_do_not_count():
    """The import in a check's cell is not part of the answer."""
    assert collect([own("from grader.notebooks.check import check")], STUB).source == ""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("answer.py, line 3:  x", "your answer cell, line 2:  x"),
        ("    yours, line 3:  login()", "    yours, line 2 of your answer cell:  login()"),
        ("test_answer.py, line 3", "test_answer.py, line 3"),
        ("answer.py, line 99", "your notebook, line 99"),
        ("answer.py has no login()", "your notebook has no login()"),
    ],
)
def test_places_are_told_in_cells(said, told):
    """What was said of the file is said of the cell that the line stands in."""
    found = collect([own("import os"), answer("x = 1\ny = 2")], STUB)

    assert found.told(said, "answer.py") == told
